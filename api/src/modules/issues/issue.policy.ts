import type { Relation } from '@gongzhi/shared/issues/rules';
import type { IssueState } from '@gongzhi/shared/issues/states';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import type { Actor, ActorPost } from '../../http/actor';
import type { IssueRecord } from './issue.model';

type Subject = Pick<IssueRecord, 'placeIds' | 'assignedTo' | 'reporterId'>;

/** Posts whose area makes somebody something to a case. */
const byPlace: Partial<Record<PostRole, Relation>> = {
  dispatcher: 'dispatcher',
  grid_worker: 'grid',
  chief: 'chief',
  river_chief: 'chief',
  bureau_officer: 'bureau',
};
/** Posts that handle what their organisation is sent. */
export const handlingRoles: readonly PostRole[] = ['unit_officer', 'firm_officer'];

/** The program itself, where the rules let it act. */
export const systemActor: Actor = {
  accountId: '000000000000000000000000',
  sessionId: '',
  name: '系统',
  posts: [],
  consented: true,
};

/** All that somebody is to a case, by the posts held and the case's places and unit. */
export function relationsOf(actor: Actor | null, issue: Subject): Relation[] {
  if (!actor) return [];
  if (actor === systemActor) return ['system'];
  const relations = new Set<Relation>(['account']);
  if (issue.reporterId && String(issue.reporterId) === actor.accountId) relations.add('reporter');
  const places = new Set(issue.placeIds.map(String));
  for (const { role, scope } of actor.posts) {
    const relation = byPlace[role];
    if (relation && scope.kind === 'place' && places.has(scope.id)) relations.add(relation);
    if (role === 'administrator') relations.add('administrator');
    const theirs = scope.kind === 'organisation' && String(issue.assignedTo) === scope.id;
    if (theirs && handlingRoles.includes(role)) relations.add('unit');
  }
  return [...relations];
}

/** The post that makes somebody `as` to a case; an own one before one held for another. */
export function postBehind(actor: Actor, as: Relation, issue: Subject): ActorPost | null {
  const places = new Set(issue.placeIds.map(String));
  const behind = actor.posts.filter(({ role, scope }) =>
    as === 'unit'
      ? handlingRoles.includes(role) && scope.id === String(issue.assignedTo)
      : byPlace[role] === as && scope.kind === 'place' && places.has(scope.id),
  );
  return behind.find(({ actingFor }) => !actingFor) ?? behind[0] ?? null;
}

/** What the public may not even know of. */
export const hiddenStates: readonly IssueState[] = ['refused', 'withdrawn'];
const staff: readonly Relation[] = ['dispatcher', 'unit', 'grid', 'chief', 'bureau'];

export function isStaff(relations: readonly Relation[]): boolean {
  return relations.some((relation) => staff.includes(relation));
}

/** Whether a case is there at all for this reader; hidden ones answer 404. */
export function canSee(
  relations: readonly Relation[],
  issue: Pick<IssueRecord, 'state' | 'followerIds'>,
  actor: Actor | null,
): boolean {
  if (!hiddenStates.includes(issue.state)) return true;
  if (relations.includes('reporter') || isStaff(relations)) return true;
  // Who joined is told how it ended.
  return actor !== null && issue.followerIds.some((id) => String(id) === actor.accountId);
}

/** Whether the public reads of a case what the desk published: not before acceptance, and not while it is covered. */
export function isPublished({ publication, covered }: Pick<IssueRecord, 'publication' | 'covered'>): boolean {
  return publication !== null && covered !== true;
}

/** Whether the reader sees the report as it was sent: words, pictures, exact point. */
export function seesReport(relations: readonly Relation[]): boolean {
  return relations.includes('reporter') || isStaff(relations);
}

/** Kinds of places the public may know a case belongs to before it is accepted. */
export const publicPlaceKinds: readonly PlaceKind[] = [
  'district',
  'street_office',
  'town',
  'community',
  'village',
];

export type ContactSight = 'full' | 'masked' | 'none';

/** How much of the reporter's name and phone the reader sees. The unit only what the reporter chose to share. */
export function contactSight(
  relations: readonly Relation[],
  { shareContact }: Pick<IssueRecord, 'shareContact'>,
): ContactSight {
  if (relations.includes('reporter')) return 'full';
  if (relations.includes('unit') && shareContact) return 'full';
  return relations.includes('dispatcher') ? 'masked' : 'none';
}

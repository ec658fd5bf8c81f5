import type { QueryOf } from '@gongzhi/shared/contract';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import { parseIssueNumber } from '@gongzhi/shared/issues/number';
import type { Verifier } from '@gongzhi/shared/issues/rules';
import { type IssueState, issueStates, statesIn } from '@gongzhi/shared/issues/states';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { placeById } from '../places/place-index';
import { handlingRoles, hiddenStates, publicPlaceKinds } from './issue.policy';
import { toId } from './object-id';
import { chiefRoles } from './verifier';

export type ListFilter = Omit<QueryOf<typeof issueContracts.list>, 'cursor' | 'limit'>;
export type Filter = Record<string, unknown>;

const publicStates = issueStates.filter((state) => !hiddenStates.includes(state));

/**
 * The parts of a view, narrowed by what was asked for; none when nothing can be in it. A list is its parts merged by
 * its order, so that each stays a simple read by one index.
 */
export function listParts(query: ListFilter, actor: Actor | null, now: Date): Filter[] {
  const asked = askedStates(query);
  const narrow = narrowing(query, now);
  // Before acceptance the public may know community and group, so it cannot ask for anything narrower.
  const wide =
    query.view !== 'public' || (!query.matterCode && (!query.placeId || isWidePlace(query.placeId)));
  return viewParts(query.view, actor).flatMap((filter) => {
    const own = (filter.state as { $in: IssueState[] } | undefined)?.$in ?? issueStates;
    const states = own.filter((state) => asked.includes(state) && (wide || state !== 'reported'));
    if (states.length === 0) return [];
    const clashes = Object.keys(narrow).some((name) => name in filter);
    const both = clashes ? { ...filter, $and: [narrow] } : { ...filter, ...narrow };
    return [{ ...both, state: { $in: states } }];
  });
}

function isWidePlace(id: string): boolean {
  const place = placeById(id);
  return place !== null && publicPlaceKinds.includes(place.kind);
}

function askedStates({ state, group }: ListFilter): readonly IssueState[] {
  const inGroup = group ? statesIn(group) : issueStates;
  return state ? inGroup.filter((each) => state.includes(each)) : inGroup;
}

function narrowing(query: ListFilter, now: Date): Filter {
  const { placeId, organisationId, matterCode, groupCode, late, q } = query;
  const filter: Filter = {};
  if (placeId) filter.placeIds = toId(placeId);
  if (organisationId) filter.assignedTo = toId(organisationId);
  if (matterCode) filter.matterCode = matterCode;
  if (groupCode) filter.groupCode = groupCode;
  if (late === 'true') filter.dueSort = { $lt: now };
  if (late === 'false') filter.dueSort = { $gte: now };
  const number = q ? parseIssueNumber(q)?.number : undefined;
  if (number) filter.number = number;
  return filter;
}

function signedIn(actor: Actor | null): Actor {
  if (!actor) throw new AppError('NOT_SIGNED_IN');
  return actor;
}

function viewParts(view: ListFilter['view'], actor: Actor | null): Filter[] {
  switch (view) {
    case 'public':
      return [{ state: { $in: publicStates } }];
    case 'mine':
      return [{ followerIds: toId(signedIn(actor).accountId) }];
    case 'work':
      return workParts(signedIn(actor));
    case 'scope':
      return scopeParts(signedIn(actor));
  }
}

function scopesOf(actor: Actor, roles: readonly string[], kind: 'place' | 'organisation') {
  return actor.posts
    .filter(({ role, scope }) => roles.includes(role) && scope.kind === kind)
    .map(({ scope }) => toId(scope.id));
}

const inPlaces = (ids: readonly unknown[], states?: readonly IssueState[]): Filter[] =>
  ids.length > 0 ? [{ placeIds: { $in: ids }, ...(states && { state: { $in: [...states] } }) }] : [];

/** Everything somebody's posts let them see. */
function scopeParts(actor: Actor): Filter[] {
  const areas = scopesOf(actor, ['dispatcher', 'bureau_officer', 'grid_worker', ...chiefRoles], 'place');
  const units = scopesOf(actor, handlingRoles, 'organisation');
  if (areas.length + units.length === 0) throw new AppError('FORBIDDEN', { detail: 'no post with a scope' });
  const filters = inPlaces(areas);
  if (units.length > 0) filters.push({ assignedTo: { $in: units } });
  return filters;
}

/** What waits for somebody in one of their posts. */
function workParts(actor: Actor): Filter[] {
  const desks = scopesOf(actor, ['dispatcher'], 'place');
  const units = scopesOf(actor, handlingRoles, 'organisation');
  const parts = inPlaces(desks, ['reported', 'accepted', 'filed', 'verified']);
  if (units.length > 0) parts.push({ assignedTo: { $in: units }, state: { $in: ['dispatched'] } });
  const checks: readonly [Verifier, ReturnType<typeof toId>[]][] = [
    ['grid', scopesOf(actor, ['grid_worker'], 'place')],
    ['chief', scopesOf(actor, chiefRoles, 'place')],
    ['dispatcher', desks],
  ];
  for (const [verifier, places] of checks) {
    // Nobody checks on site what they handled themselves.
    const own = { kind: 'problem', handledBy: toId(actor.accountId) };
    parts.push(...inPlaces(places, ['handled']).map((filter) => ({ ...filter, verifier, $nor: [own] })));
  }
  return parts;
}

import { cardRoles } from '@gongzhi/shared/posts/rules';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import mongoose from 'mongoose';
import { clock } from '../../platform/clock';
import { PostModel, type PostRecord } from './post.model';

/** A post as other modules see it. */
export interface Post {
  readonly id: string;
  readonly accountId: string;
  readonly role: PostRole;
  readonly scope: { readonly kind: 'place' | 'organisation'; readonly id: string };
  readonly title: string;
  /** Whose post it is, when this one only stands in. */
  readonly actingFor: string | null;
}

const toPost = (record: PostRecord): Post => ({
  id: String(record._id),
  accountId: String(record.accountId),
  role: record.role,
  scope: { kind: record.scopeKind, id: String(record.scopeId) },
  title: record.title,
  actingFor: record.actingFor?.name ?? null,
});

export const isHeldAt = ({ from, until }: PostRecord, now: Date) =>
  from <= now && (until === null || until > now);

const validIds = (ids: readonly string[]) => ids.filter((id) => mongoose.isObjectIdOrHexString(id));

/** What somebody holds at this moment. */
export async function activePosts(accountId: string, now: Date): Promise<Post[]> {
  const records = await PostModel.find({ accountId, endedAt: null }).lean<PostRecord[]>();
  return records.filter((record) => isHeldAt(record, now)).map(toPost);
}

/** What somebody holds now or is to hold. */
export async function postsNotOver(accountId: string, now: Date): Promise<Post[]> {
  const records = await PostModel.find({ accountId, endedAt: null }).lean<PostRecord[]>();
  return records.filter(({ until }) => until === null || until > now).map(toPost);
}

/** The posts of those who stood in for somebody. */
export async function postsStandingInFor(accountId: string): Promise<string[]> {
  const own = await PostModel.find({ accountId }, { _id: 1 }).lean<PostRecord[]>();
  const acting = await PostModel.find(
    { 'actingFor.postId': { $in: own.map(({ _id }) => _id) } },
    { _id: 1 },
  ).lean<PostRecord[]>();
  return acting.map(({ _id }) => String(_id));
}

/** What somebody holds or ever held. */
export async function postsEverHeld(accountId: string): Promise<Post[]> {
  const records = await PostModel.find({ accountId }).lean<PostRecord[]>();
  return records.map(toPost);
}

/** Whether anybody was ever appointed here. */
export async function isAnybodyAppointed(): Promise<boolean> {
  return (await PostModel.exists({})) !== null;
}

/** Whether somebody ever held a post. */
export async function everHeldPost(accountId: string): Promise<boolean> {
  return (await PostModel.exists({ accountId })) !== null;
}

/** Who holds a role for any of these places now, e.g. the grid workers of a case's cell. */
export async function postsInScope(
  role: PostRole | readonly PostRole[],
  placeIds: readonly string[],
  now = clock.now(),
): Promise<Post[]> {
  const records = await PostModel.find({
    role: typeof role === 'string' ? role : { $in: role },
    scopeId: { $in: validIds(placeIds) },
    endedAt: null,
  }).lean<PostRecord[]>();
  return records.filter((record) => record.scopeKind === 'place' && isHeldAt(record, now)).map(toPost);
}

/** Everybody who holds one of these roles for a place now, in a fixed order and without names. */
export async function everyPostOf(
  roles: readonly PostRole[],
  now: Date,
): Promise<Pick<Post, 'role' | 'scope' | 'accountId'>[]> {
  const records = await PostModel.find(
    { role: { $in: roles }, scopeKind: 'place', endedAt: null },
    { role: 1, scopeId: 1, accountId: 1, from: 1, until: 1 },
  )
    .sort({ _id: 1 })
    .lean<PostRecord[]>();
  return records
    .filter((record) => isHeldAt(record, now))
    .map(({ role, scopeId, accountId }) => ({
      role,
      scope: { kind: 'place', id: String(scopeId) },
      accountId: String(accountId),
    }));
}

/** The posts with a public card in any of these places, those who stand in included. */
export async function cardPostsIn(placeIds: readonly string[], now: Date): Promise<PostRecord[]> {
  const records = await PostModel.find({
    role: { $in: cardRoles },
    scopeId: { $in: validIds(placeIds) },
    endedAt: null,
  }).lean<PostRecord[]>();
  return records.filter((record) => record.scopeKind === 'place' && isHeldAt(record, now));
}

/** A post that is held now, with those who stand in for it. */
export async function heldPost(id: string, now: Date): Promise<PostRecord[]> {
  const [own, actings] = await Promise.all([
    PostModel.findOne({ _id: id, endedAt: null }).lean<PostRecord>(),
    PostModel.find({ 'actingFor.postId': new mongoose.Types.ObjectId(id), endedAt: null }).lean<
      PostRecord[]
    >(),
  ]);
  return own ? [own, ...actings].filter((record) => isHeldAt(record, now)) : [];
}

/** Whether somebody is in a post of an organisation or is to be. */
export async function hasPostsNotOver(organisationId: string, now: Date): Promise<boolean> {
  const records = await PostModel.find({ scopeId: organisationId, endedAt: null }).lean<PostRecord[]>();
  return records.some(({ until }) => until === null || until > now);
}

/** Who works for an organisation now, in any role. */
export async function postsInOrganisation(organisationId: string, now = clock.now()): Promise<Post[]> {
  if (!mongoose.isObjectIdOrHexString(organisationId)) return [];
  const records = await PostModel.find({ scopeId: organisationId, endedAt: null }).lean<PostRecord[]>();
  return records.filter((record) => record.scopeKind === 'organisation' && isHeldAt(record, now)).map(toPost);
}

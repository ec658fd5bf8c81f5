import type { PersonView, PostView } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { findAccount, findStaff } from '../identity/accounts.queries';
import { whoShows } from '../identity/appointment-code';
import { deactivateAccount } from '../identity/deactivate-account';
import { PostModel, type PostRecord } from './post.model';
import { canListPosts } from './post.policy';
import { postViews } from './post.view';
import { isHeldAt } from './posts.queries';
import { requireRole } from './require-role';

const MOST_POSTS = 200;

const isCode = /^\d{8}$/;

/** People the desk can appoint, by a part of their name or login name, or by the code they show. */
export async function findPeople(
  actor: Actor,
  { q, limit }: { q: string; limit: number },
  now: Date,
): Promise<{ id: string; name: string; note: string }[]> {
  if (!canListPosts(actor, undefined)) throw new AppError('FORBIDDEN');
  // Read out in two groups of four.
  const code = q.replace(/\s/g, '');
  const shown = isCode.test(code) ? await whoShows(code, now) : null;
  return shown ? [{ ...shown, note: '出示报到码' }] : findStaff(q, limit);
}

/** A person with all posts, past and to come. */
export async function readPerson(actor: Actor, accountId: string): Promise<PersonView> {
  if (!canListPosts(actor, accountId)) throw new AppError('FORBIDDEN');
  const account = await findAccount(accountId);
  const posts = account ? await postsOf(accountId, account.name) : [];
  // Residents are nobody's to look up; who never held a post is not there for the desk.
  if (!account || (account.kind === 'wechat' && posts.length === 0 && accountId !== actor.accountId)) {
    throw new AppError('NOT_FOUND', { detail: `no person ${accountId}` });
  }
  return { ...account, posts };
}

async function postsOf(accountId: string, name: string): Promise<PostView[]> {
  const records = await PostModel.find({ accountId })
    .sort({ _id: -1 })
    .limit(MOST_POSTS)
    .lean<PostRecord[]>();
  return postViews(records, new Map([[accountId, name]]));
}

/** Puts a person out of service: signed out at once, every post ended. Says which posts have nobody now. */
export async function deactivatePerson(
  actor: Actor,
  accountId: string,
  { why }: { why: string },
  now: Date,
): Promise<{ person: PersonView; vacated: PostView[] }> {
  requireRole(actor, 'administrator');
  const { account, ended } = await deactivateAccount(accountId, { why, by: actor.accountId }, now);
  const held = ended.filter((post) => !post.actingFor && isHeldAt(post, now));
  const others = await PostModel.find({
    scopeId: { $in: held.map(({ scopeId }) => scopeId) },
    endedAt: null,
  }).lean<PostRecord[]>();
  const vacated = held.filter(
    ({ role, scopeId }) =>
      !others.some((other) => other.role === role && other.scopeId.equals(scopeId) && isHeldAt(other, now)),
  );
  return {
    person: await readPerson(actor, accountId),
    vacated: await postViews(vacated, new Map([[accountId, account.name]])),
  };
}

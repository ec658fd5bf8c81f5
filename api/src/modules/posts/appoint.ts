import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { AppointInput, PostView } from '@gongzhi/shared/posts/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { accountExists } from '../identity/accounts.queries';
import { PostModel, type PostRecord } from './post.model';
import { canManagePost } from './post.policy';
import { viewPost } from './post.view';
import { requireScope, scopeOrder } from './scope';

/** Who appoints: a person, or the program at the first start and on the command line. */
export interface Appointer {
  accountId: string | null;
  name: string;
}

export async function appoint(actor: Actor, input: AppointInput, now: Date): Promise<PostView> {
  const within = await scopeOrder([input.scope, ...actor.posts.map(({ scope }) => scope)]);
  if (!canManagePost(actor, input, within)) {
    throw new AppError('FORBIDDEN', { detail: `${input.role} over ${input.scope.kind} ${input.scope.id}` });
  }
  const record = await makePost(input, { accountId: actor.accountId, name: actor.name }, now);
  return viewPost(record);
}

/** Makes a post without asking who may: for the routes after their check, the command line and the demonstration. */
export async function makePost(
  input: AppointInput,
  by: Appointer,
  now: Date,
  actingFor: PostRecord['actingFor'] = null,
): Promise<PostRecord> {
  const { accountId, role, scope } = input;
  const from = input.from ? new Date(input.from) : now;
  const until = input.until ? new Date(input.until) : null;
  if (until && until <= from) {
    throw new AppError('VALIDATION_FAILED', { fields: { until: '结束要晚于开始' } });
  }
  if (!(await accountExists(accountId)))
    throw new AppError('NOT_FOUND', { detail: `no account ${accountId}` });
  const scopeName = await requireScope(scope);
  const slot = `${accountId}:${role}:${scope.id}`;
  await makeRoom(input, slot, from, until);
  const record: PostRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    accountId: new mongoose.Types.ObjectId(accountId),
    role,
    scopeKind: scope.kind,
    scopeId: new mongoose.Types.ObjectId(scope.id),
    title: input.title ?? `${scopeName}${roleLabels[role]}`.slice(0, 40),
    from,
    until,
    endedAt: null,
    endedWhy: null,
    endedBy: null,
    appointedBy: {
      accountId: by.accountId ? new mongoose.Types.ObjectId(by.accountId) : null,
      name: by.name,
    },
    slot,
    actingFor,
    handover: null,
    takenFrom: null,
    createdAt: now,
  };
  try {
    await PostModel.create(record);
  } catch (error) {
    if (await PostModel.exists({ slot })) throw new AppError('POST_OVERLAPS', { cause: error });
    throw error;
  }
  return record;
}

/** Refuses a time that overlaps the same post; takes the slot from one that is over or will be by then. */
export async function makeRoom(
  { accountId, role, scope }: Pick<AppointInput, 'accountId' | 'role' | 'scope'>,
  slot: string,
  from: Date,
  until: Date | null,
): Promise<void> {
  const same = await PostModel.find(
    { accountId, endedAt: null },
    { role: 1, scopeId: 1, from: 1, until: 1 },
  ).lean<PostRecord[]>();
  const overlaps = same.some(
    (post) =>
      post.role === role &&
      String(post.scopeId) === scope.id &&
      (until === null || post.from < until) &&
      (post.until === null || post.until > from),
  );
  if (overlaps) throw new AppError('POST_OVERLAPS', { detail: slot });
  await PostModel.updateOne({ slot, until: { $lte: from } }, { $unset: { slot: '' } });
}

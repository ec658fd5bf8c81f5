import type { DemoPerson, deskNames, Me } from '@gongzhi/shared/identity/schema';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { myPosts } from '../posts/post.view';
import { AccountModel, type AccountRecord } from './account.model';
import { phoneOf } from './accounts.queries';
import { maskPhone } from './phone';

type DeskName = (typeof deskNames)[number];

const desksOf: Partial<Record<PostRole, readonly DeskName[]>> = {
  dispatcher: ['dispatch', 'figures'],
  unit_officer: ['handle'],
  firm_officer: ['handle'],
  grid_worker: ['check'],
  chief: ['check'],
  river_chief: ['check'],
  bureau_officer: ['supervise', 'manage', 'figures'],
  administrator: ['manage', 'figures'],
};

/** The person asking: posts in words, desks to open. `unread` is counted by the inbox and put in by the route. */
export async function whoAmI(actor: Actor, unread: number, now: Date): Promise<Me> {
  const account = await AccountModel.findById(actor.accountId).lean<AccountRecord>();
  if (!account) throw new AppError('SESSION_ENDED');
  const phone = phoneOf(account);
  return {
    id: actor.accountId,
    name: account.name,
    kind: account.kind,
    phoneMasked: phone && maskPhone(phone),
    posts: await myPosts(actor.accountId, now),
    desks: [...new Set(actor.posts.flatMap(({ role }) => desksOf[role] ?? []))],
    unread,
    consent: latestConsent(account),
    createdAt: account.createdAt.toISOString(),
  };
}

function latestConsent({ consents = [] }: AccountRecord): Me['consent'] {
  const last = consents.at(-1);
  return last ? { version: last.version, at: last.at.toISOString() } : null;
}

/** The people of the demonstration that are to be picked, in the order of their list. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const accounts = await AccountModel.find({ kind: 'demo', disabledAt: null }, { name: 1, demo: 1 }).lean<
    AccountRecord[]
  >();
  return accounts
    .flatMap(({ _id, name, demo }) =>
      demo && demo.order !== null ? [{ _id, name, ...demo, order: demo.order }] : [],
    )
    .sort((a, b) => a.order - b.order)
    .map(({ _id, name, role, about }) => {
      const known = role as DemoPerson['role'];
      return { id: String(_id), name, role: known, roleLabel: roleLabels[known], about };
    });
}

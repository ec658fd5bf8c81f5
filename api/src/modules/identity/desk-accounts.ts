import type { deskAccount, deskAccountInput, passwordLink } from '@gongzhi/shared/identity/schema';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { decodeIdCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { requireRole } from '../posts/require-role';
import { AccountModel, type AccountRecord } from './account.model';
import { deactivateAccount } from './deactivate-account';
import { type NewLink, newLink } from './password-links';
import { revokeSessionsOf } from './sessions';

type DeskAccount = z.infer<typeof deskAccount>;
type PasswordLink = z.infer<typeof passwordLink>;

export function deskAccountView(account: AccountRecord): DeskAccount {
  return {
    id: String(account._id),
    name: account.name,
    loginName: account.loginName ?? '',
    passwordSet: account.passwordHash !== undefined,
    disabledAt: account.disabledAt?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
  };
}

const linkView = (account: AccountRecord, { path, linkExpiresAt }: NewLink): PasswordLink => ({
  account: deskAccountView(account),
  path,
  expiresAt: linkExpiresAt.toISOString(),
});

const PAGE = 200;
const FIRST_ID = '0'.repeat(24);

const matches = ({ name, loginName = '' }: AccountRecord, wanted: string) =>
  name.toLowerCase().includes(wanted) || loginName.includes(wanted);

/** Desk accounts in the order they were made; `q` is part of a name or login name. */
export async function listDeskAccounts(
  actor: Actor,
  { q, cursor, limit }: { q?: string; cursor?: string; limit: number },
): Promise<{ items: DeskAccount[]; next: string | null }> {
  requireRole(actor, 'administrator');
  const wanted = q?.trim().toLowerCase();
  const found: AccountRecord[] = [];
  let last = cursor ? decodeIdCursor(cursor) : FIRST_ID;
  // With `q` the accounts are read through a page at a time: a district has some hundred of them.
  for (let more = true; more && found.length <= limit; ) {
    const page = await AccountModel.find({ kind: 'desk', _id: { $gt: last } })
      .sort({ kind: 1, _id: 1 })
      .limit(PAGE)
      .lean<AccountRecord[]>();
    found.push(...page.filter((account) => !account.erased && (!wanted || matches(account, wanted))));
    more = page.length === PAGE;
    last = String(page.at(-1)?._id ?? last);
  }
  const items = found.slice(0, limit);
  return {
    items: items.map(deskAccountView),
    next: found.length > limit ? encodeCursor([String(items.at(-1)?._id)]) : null,
  };
}

/** Makes a desk account without a password; the link is how its owner sets one. */
export async function makeDeskAccount(
  { name, loginName }: z.output<typeof deskAccountInput>,
  now: Date,
): Promise<PasswordLink> {
  const link = newLink(now);
  const account: AccountRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    kind: 'desk',
    name,
    loginName,
    linkHash: link.linkHash,
    linkExpiresAt: link.linkExpiresAt,
    disabledAt: null,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await AccountModel.create(account);
  } catch (error) {
    if (await AccountModel.exists({ loginName })) throw new AppError('LOGIN_NAME_TAKEN', { cause: error });
    throw error;
  }
  return linkView(account, link);
}

export async function createDeskAccount(
  actor: Actor,
  input: z.output<typeof deskAccountInput>,
  now: Date,
): Promise<PasswordLink> {
  requireRole(actor, 'administrator');
  return makeDeskAccount(input, now);
}

/** A new link; the old password and all sign-ins end at once. Also used by the command line. */
export async function replaceLink(accountId: string, now: Date): Promise<PasswordLink> {
  const link = newLink(now);
  const { linkHash, linkExpiresAt } = link;
  const account = await AccountModel.findOneAndUpdate(
    { _id: accountId, kind: 'desk', disabledAt: null },
    { $set: { linkHash, linkExpiresAt, updatedAt: now }, $unset: { passwordHash: '' } },
    { returnDocument: 'after' },
  ).lean<AccountRecord>();
  if (!account) throw new AppError('NOT_FOUND', { detail: `no active desk account ${accountId}` });
  await revokeSessionsOf(accountId, 'a new password link was made', now);
  return linkView(account, link);
}

export async function renewPasswordLink(actor: Actor, accountId: string, now: Date): Promise<PasswordLink> {
  requireRole(actor, 'administrator');
  return replaceLink(accountId, now);
}

export async function disableDeskAccount(actor: Actor, accountId: string, now: Date): Promise<DeskAccount> {
  requireRole(actor, 'administrator');
  const { account } = await deactivateAccount(
    accountId,
    { why: '账号停用', by: actor.accountId, kind: 'desk' },
    now,
  );
  return deskAccountView(account);
}

/** For the command line: the account behind a login name. */
export async function findDeskAccount(loginName: string): Promise<DeskAccount | null> {
  const account = await AccountModel.findOne({ loginName }).lean<AccountRecord>();
  return account && deskAccountView(account);
}

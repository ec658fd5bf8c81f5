import mongoose from 'mongoose';
import { logger } from '../../platform/logger';
import { AccountModel, type AccountRecord } from './account.model';
import { identitySetup } from './identity-setup';
import { openPhone } from './phone';

/** The stored number in full; null, with a line in the log, where it cannot be read any more. */
export function phoneOf(account: Pick<AccountRecord, '_id' | 'phone'>): string | null {
  if (!account.phone) return null;
  try {
    return openPhone(identitySetup().secretKey, String(account._id), account.phone);
  } catch (err) {
    logger.error({ err, accountId: String(account._id) }, 'a stored number cannot be decrypted');
    return null;
  }
}

/** Name and full phone number, for who may see them. */
export async function contactOf(accountId: string): Promise<{ name: string; phone: string | null } | null> {
  if (!mongoose.isObjectIdOrHexString(accountId)) return null;
  const account = await AccountModel.findById(accountId, { name: 1, phone: 1 }).lean<AccountRecord>();
  return account && { name: account.name, phone: phoneOf(account) };
}

/** Names by account id, for lists. */
export async function accountNames(ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => mongoose.isObjectIdOrHexString(id));
  if (wanted.length === 0) return new Map();
  const accounts = await AccountModel.find({ _id: { $in: wanted } }, { name: 1 }).lean<AccountRecord[]>();
  return new Map(accounts.map((account) => [String(account._id), account.name]));
}

export async function accountExists(id: string): Promise<boolean> {
  const account = await AccountModel.findById(id, { disabledAt: 1 }).lean<AccountRecord>();
  return account !== null && account.disabledAt === null;
}

/** A person as those who appoint see them. */
export interface PersonFacts {
  id: string;
  name: string;
  kind: AccountRecord['kind'];
  loginName: string | null;
  disabledAt: string | null;
}

export async function findAccount(id: string): Promise<PersonFacts | null> {
  const account = await AccountModel.findById(id, {
    name: 1,
    kind: 1,
    loginName: 1,
    disabledAt: 1,
  }).lean<AccountRecord>();
  return (
    account && {
      id: String(account._id),
      name: account.name,
      kind: account.kind,
      loginName: account.loginName ?? null,
      disabledAt: account.disabledAt?.toISOString() ?? null,
    }
  );
}

const STAFF_PAGE = 500;

/** Accounts in use that were made for people who work here; `q` is part of a name or login name. */
export async function findStaff(
  q: string,
  most: number,
): Promise<{ id: string; name: string; note: string }[]> {
  const wanted = q.trim().toLowerCase();
  const found: { id: string; name: string; note: string }[] = [];
  for (const kind of ['desk', 'demo'] as const) {
    let last = '0'.repeat(24);
    for (let more = true; more && found.length < most; ) {
      const page = await AccountModel.find(
        { kind, _id: { $gt: last } },
        { name: 1, loginName: 1, demo: 1, disabledAt: 1 },
      )
        .sort({ kind: 1, _id: 1 })
        .limit(STAFF_PAGE)
        .lean<AccountRecord[]>();
      for (const { _id, name, loginName = '', demo, disabledAt } of page) {
        if (disabledAt || !(name.toLowerCase().includes(wanted) || loginName.includes(wanted))) continue;
        found.push({ id: String(_id), name, note: loginName || (demo?.about ?? '') });
      }
      more = page.length === STAFF_PAGE;
      last = String(page.at(-1)?._id ?? last);
    }
  }
  return found.slice(0, most);
}

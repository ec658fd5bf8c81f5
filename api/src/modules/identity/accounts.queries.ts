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

import type { SessionTokens } from '@gongzhi/shared/identity/schema';
import { AppError } from '../../http/errors';
import { AccountModel, type AccountRecord } from './account.model';
import { identitySetup } from './identity-setup';
import { startSession } from './sessions';

export function requireDemo(): void {
  if (!identitySetup().demo) throw new AppError('DEMO_ONLY');
}

/** Takes the part of one of the people of the demonstration. */
export async function signInDemo(accountId: string, now: Date, userAgent: string): Promise<SessionTokens> {
  requireDemo();
  const account = await AccountModel.findById(accountId, { kind: 1, disabledAt: 1 }).lean<AccountRecord>();
  if (account?.kind !== 'demo' || account.disabledAt) throw new AppError('NOT_FOUND', { detail: accountId });
  return startSession(accountId, now, userAgent);
}

import { agreement } from '@gongzhi/shared/privacy/agreement';
import type { Actor } from '../../http/actor';
import { AccountModel, type AccountRecord } from './account.model';

/** Whether somebody agreed to the version in force. The people of the demonstration are made up: nobody to ask. */
export function hasConsented({ kind, consents = [] }: Pick<AccountRecord, 'kind' | 'consents'>): boolean {
  return kind === 'demo' || consents.some(({ version }) => version === agreement.version);
}

/** The version in force, as somebody agrees to it now. */
export const consentGiven = (now: Date) => ({ version: agreement.version, at: now });

/** Notes that a person agrees to the version in force; saying so twice changes nothing. */
export async function giveConsent(accountId: string, now: Date): Promise<void> {
  await AccountModel.updateOne(
    { _id: accountId, disabledAt: null, 'consents.version': { $ne: agreement.version } },
    { $push: { consents: consentGiven(now) }, $set: { updatedAt: now } },
  );
}

export const consent = ({ accountId }: Actor, now: Date) => giveConsent(accountId, now);

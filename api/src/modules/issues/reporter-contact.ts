import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { decryptField, encryptField } from '../../platform/field-encryption';
import { contactOf } from '../identity/accounts.queries';
import type { IssueRecord } from './issue.model';
import type { ContactSight } from './issue.policy';
import { issuesSetup } from './issues-setup';

const PURPOSE = 'phone of a caller';

export function sealPhone(issueId: string, phone: string): string {
  return encryptField(issuesSetup().secret, PURPOSE, issueId, phone);
}

/** Name and phone of who reported, as far as the reader may see them. */
export async function reporterFor(
  issue: Pick<IssueRecord, '_id' | 'caller' | 'reporterId'>,
  sight: ContactSight,
): Promise<IssueDetail['reporter']> {
  if (sight === 'none') return null;
  const contact = await contactIn(issue);
  if (!contact || sight === 'full') return contact;
  return { name: contact.name, phone: maskPhone(contact.phone) };
}

async function contactIn({
  _id,
  caller,
  reporterId,
}: Pick<IssueRecord, '_id' | 'caller' | 'reporterId'>): Promise<IssueDetail['reporter']> {
  if (!caller) return reporterId ? contactOf(String(reporterId)) : null;
  return { name: caller.name, phone: decryptField(issuesSetup().secret, PURPOSE, String(_id), caller.phone) };
}

/** 138****5678: enough to recognise a caller, not enough to call. */
function maskPhone(phone: string | null): string | null {
  return phone?.replace(/^(.{3}).*(.{4})$/, '$1****$2') ?? null;
}

import { inboxContracts } from '@gongzhi/shared/inbox/contract';
import type { InboxItem } from '@gongzhi/shared/inbox/schema';
import { go } from '../../platform/navigate';
import { call } from '../../platform/request';

export const listInbox = (query: { cursor?: string | undefined; limit?: number; unread?: 'true' }) =>
  call(inboxContracts.list, { query });
export const markRead = (ids?: string[]) => call(inboxContracts.read, { body: ids ? { ids } : {} });

/** Opens what a message is about and counts it as read. */
export function openMessage({ id, read, issueId }: InboxItem): void {
  if (!read) markRead([id]).catch(() => undefined);
  if (issueId) go('case', { id: issueId });
  else go('complaints');
}

import { inboxContracts } from '@gongzhi/shared/inbox/contract';
import { call } from '../../platform/request';

export const listInbox = (query: { cursor?: string | undefined; limit?: number; unread?: 'true' }) =>
  call(inboxContracts.list, { query });
export const markRead = (ids?: string[]) => call(inboxContracts.read, { body: ids ? { ids } : {} });

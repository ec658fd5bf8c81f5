import { inboxContracts } from '@gongzhi/shared/inbox/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { countUnread, listInbox } from './inbox.queries';
import { markRead } from './mark-read';

export function inboxRoutes(api: Api): void {
  endpoint(api, inboxContracts.list, ({ actor, query, now }) => listInbox(actor.accountId, query, now));
  endpoint(api, inboxContracts.unread, async ({ actor }) => ({ count: await countUnread(actor.accountId) }));
  endpoint(api, inboxContracts.read, async ({ actor, body, now }) => ({
    count: await markRead(actor.accountId, body.ids, now),
  }));
}

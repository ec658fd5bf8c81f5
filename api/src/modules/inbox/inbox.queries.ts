import type { QueryOf } from '@gongzhi/shared/contract';
import type { inboxContracts } from '@gongzhi/shared/inbox/contract';
import type { InboxItem } from '@gongzhi/shared/inbox/schema';
import { AppError } from '../../http/errors';
import { DeliveryModel, type DeliveryRecord } from './delivery.model';
import { viewInboxItem } from './inbox.view';

export function countUnread(accountId: string): Promise<number> {
  return DeliveryModel.countDocuments({ recipientId: accountId, unread: true }).exec();
}

/** What changed in somebody's cases, newest first. */
export async function listInbox(
  accountId: string,
  { unread, cursor, limit }: QueryOf<typeof inboxContracts.list>,
  now: Date,
): Promise<{ items: InboxItem[]; next: string | null }> {
  const after = cursor ? readCursor(cursor) : null;
  const found = await DeliveryModel.find({
    recipientId: accountId,
    ...(unread === 'true' && { unread: true }),
    ...(unread === 'false' && { readAt: { $ne: null } }),
    ...(after && { order: { $lt: after } }),
  })
    .sort({ order: -1 })
    .limit(limit + 1)
    .lean<DeliveryRecord[]>();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((delivery) => viewInboxItem(delivery, now)),
    next: last && found.length > limit ? Buffer.from(last.order).toString('base64url') : null,
  };
}

function readCursor(text: string): string {
  const order = Buffer.from(text, 'base64url').toString();
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z:[0-9a-f]{24}$/.test(order)) {
    throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
  }
  return order;
}

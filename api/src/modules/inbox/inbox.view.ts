import type { InboxItem } from '@gongzhi/shared/inbox/schema';
import { describeEvent } from '@gongzhi/shared/issues/sentences';
import type { DeliveryRecord } from './delivery.model';

export function viewInboxItem(delivery: DeliveryRecord, now: Date): InboxItem {
  const { command, facts, audience } = delivery;
  return {
    id: delivery._id,
    issueId: String(delivery.issueId),
    issueNumber: delivery.issueNumber,
    title: delivery.title,
    text: describeEvent({ command, ...facts }, now, audience),
    state: delivery.state,
    at: delivery.at.toISOString(),
    read: delivery.readAt !== null,
  };
}

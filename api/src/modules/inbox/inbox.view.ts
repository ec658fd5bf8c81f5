import type { InboxItem } from '@gongzhi/shared/inbox/schema';
import { describeEvent } from '@gongzhi/shared/issues/sentences';
import type { DeliveryRecord } from './delivery.model';

export function viewInboxItem(delivery: DeliveryRecord, now: Date): InboxItem {
  const { _id, title, at, readAt } = delivery;
  const told = { id: _id, title, at: at.toISOString(), read: readAt !== null };
  if ('complaintId' in delivery) {
    return {
      ...told,
      about: 'complaint',
      issueId: null,
      issueNumber: null,
      kind: null,
      state: null,
      text: '您的投诉有了答复',
    };
  }
  const { issueId, issueNumber, command, facts, audience, state } = delivery;
  const text = describeEvent({ command, ...facts }, now, audience);
  const { kind = 'problem' } = facts;
  return { ...told, about: 'case', issueId: String(issueId), issueNumber, kind, state, text };
}

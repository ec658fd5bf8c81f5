import { DeliveryModel } from './delivery.model';

/** Marks notices as read, all of them without ids; returns how many were not read before. */
export async function markRead(
  accountId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<number> {
  const { modifiedCount } = await DeliveryModel.updateMany(
    { recipientId: accountId, unread: true, ...(ids && { _id: { $in: ids } }) },
    { $set: { readAt: now }, $unset: { unread: 1 } },
  );
  return modifiedCount;
}

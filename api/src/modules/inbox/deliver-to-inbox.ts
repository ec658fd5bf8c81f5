import mongoose from 'mongoose';
import { DeliveryModel, type DeliveryRecord } from './delivery.model';

/** What is told to one person; the rest of the record follows from it. */
export type Notice = Omit<
  DeliveryRecord,
  '_id' | 'schemaVersion' | 'channel' | 'order' | 'readAt' | 'unread' | 'recipientId' | 'issueId'
> & { eventId: string; recipientId: string; issueId: string };

/** Puts notices into inboxes. Each is there once however often this is called with it. */
export async function deliverToInbox(notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const records = notices.map(
    ({ eventId, recipientId, issueId, ...told }): DeliveryRecord => ({
      _id: `${eventId}:inbox:${recipientId}`,
      schemaVersion: 1,
      channel: 'inbox',
      recipientId: new mongoose.Types.ObjectId(recipientId),
      issueId: new mongoose.Types.ObjectId(issueId),
      ...told,
      order: `${told.at.toISOString()}:${eventId}`,
      readAt: null,
      unread: true,
    }),
  );
  try {
    await DeliveryModel.insertMany(records, { ordered: false });
  } catch (error) {
    if (!onlyDuplicates(error)) throw error;
  }
}

function onlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) {
    return error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
  }
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return failures.length > 0 && failures.every(({ code }) => code === 11000);
}

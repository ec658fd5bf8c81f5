import mongoose from 'mongoose';
import {
  type CaseDelivery,
  type ComplaintDelivery,
  DeliveryModel,
  type DeliveryRecord,
} from './delivery.model';

type Follows = '_id' | 'schemaVersion' | 'channel' | 'order' | 'readAt' | 'unread' | 'recipientId';
type Told = { eventId: string; recipientId: string };

/** What is told to one person; the rest of the record follows from it. */
export type CaseNotice = Omit<CaseDelivery, Follows | 'issueId'> & Told & { issueId: string };
export type ComplaintNotice = Omit<ComplaintDelivery, Follows | 'complaintId'> &
  Told & { complaintId: string };
export type Notice = CaseNotice | ComplaintNotice;

/** Puts notices into inboxes. Each is there once however often this is called with it. */
export async function deliverToInbox(notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const records = notices.map(
    ({ eventId, recipientId, ...told }): DeliveryRecord => ({
      ...subjectOf(told),
      _id: `${eventId}:inbox:${recipientId}`,
      schemaVersion: 1,
      channel: 'inbox',
      recipientId: new mongoose.Types.ObjectId(recipientId),
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

type Untold<N> = N extends Notice ? Omit<N, 'eventId' | 'recipientId'> : never;

function subjectOf(told: Untold<Notice>) {
  return 'complaintId' in told
    ? { ...told, complaintId: new mongoose.Types.ObjectId(told.complaintId) }
    : { ...told, issueId: new mongoose.Types.ObjectId(told.issueId) };
}

function onlyDuplicates(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) {
    return error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
  }
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return failures.length > 0 && failures.every(({ code }) => code === 11000);
}

import mongoose from 'mongoose';
import { ListVersionModel } from './list-version.model';

/** Takes the name of somebody who has gone off the lists they published. */
export async function forgetPublisher(accountId: string): Promise<void> {
  const publishedBy = { 'publishedBy.accountId': new mongoose.Types.ObjectId(accountId) };
  await ListVersionModel.updateMany(publishedBy, { $set: { 'publishedBy.name': '（已注销）' } });
}

import mongoose from 'mongoose';
import { ImportModel } from './import.model';

/** Takes the name of somebody who has gone off the imports they made. */
export async function forgetImporter(accountId: string): Promise<void> {
  const by = { 'by.accountId': new mongoose.Types.ObjectId(accountId) };
  await ImportModel.updateMany(by, { $set: { 'by.name': '（已注销）' } });
}

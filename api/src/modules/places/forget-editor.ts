import mongoose from 'mongoose';
import { PlaceHistoryModel, PlaceModel } from './place.model';

const GONE = '（已注销）';

/** Takes the name of somebody who has gone off the changes they made to areas and objects. */
export async function forgetEditor(accountId: string): Promise<void> {
  const id = new mongoose.Types.ObjectId(accountId);
  await PlaceModel.updateMany({ 'lastChange.by.accountId': id }, { $set: { 'lastChange.by.name': GONE } });
  await PlaceHistoryModel.updateMany({ 'by.accountId': id }, { $set: { 'by.name': GONE } });
}

import mongoose, { type Types } from 'mongoose';

export function toId(id: string): Types.ObjectId {
  return new mongoose.Types.ObjectId(id);
}

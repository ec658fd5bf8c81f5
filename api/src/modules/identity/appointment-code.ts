import { createHmac, randomInt } from 'node:crypto';
import type { AppointmentCode } from '@gongzhi/shared/identity/schema';
import { MINUTE_MS } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { AccountModel, type AccountRecord } from './account.model';
import { identitySetup } from './identity-setup';

const VALID_MS = 15 * MINUTE_MS;
const MOST_TRIES = 5;

/** So few digits would be found again from a plain hash. */
const hashOf = (code: string) => createHmac('sha256', identitySetup().secretKey).update(code).digest('hex');

const isTaken = (error: unknown) => error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

/** A code somebody shows to be found for a post; the one before counts no more. */
export async function newAppointmentCode({ accountId }: Actor, now: Date): Promise<AppointmentCode> {
  const until = new Date(now.getTime() + VALID_MS);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = String(randomInt(1e8)).padStart(8, '0');
    try {
      const appointmentCode = { hash: hashOf(code), until };
      await AccountModel.updateOne({ _id: accountId, disabledAt: null }, { $set: { appointmentCode } });
      return { code, until: until.toISOString() };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new AppError('UNAVAILABLE', { detail: 'no free appointment code was found' });
}

/** Who shows this code now: the way to somebody who signs in with WeChat, whom no list names. */
export async function whoShows(code: string, now: Date): Promise<{ id: string; name: string } | null> {
  const account = await AccountModel.findOne(
    { 'appointmentCode.hash': hashOf(code), 'appointmentCode.until': { $gt: now }, disabledAt: null },
    { name: 1 },
  ).lean<AccountRecord>();
  return account && { id: String(account._id), name: account.name };
}

import { isDeepStrictEqual } from 'node:util';
import { type Calendar, calendarSchema, publishedCalendar } from '@gongzhi/shared/standards/calendar';
import { type Catalogue, catalogueSchema } from '@gongzhi/shared/standards/catalogue';
import { shippedCatalogue } from '@gongzhi/shared/standards/shipped-catalogue';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { StandardInForceModel, StandardModel, type StandardRecord } from './standard.model';
import { forgetStandards, standardId } from './standards.queries';

type Kind = StandardRecord['kind'];

const isDuplicate = (error: unknown) =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;

/** Stores a version for good. The same version with other content is refused: cases refer to it. */
async function storeVersion(kind: Kind, version: string, content: unknown, now: Date): Promise<void> {
  const plain: unknown = JSON.parse(JSON.stringify(content));
  const _id = standardId(kind, version);
  try {
    await StandardModel.create({ _id, schemaVersion: 1, kind, version, content: plain, importedAt: now });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const stored = await StandardModel.findById(_id, { content: 1 }).lean<StandardRecord>();
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(stored?.content)), plain)) return;
    throw new AppError('CONFLICT', { detail: `${_id} is stored with other content; give it a new version` });
  }
}

async function putInForce(kind: Kind, version: string, content: unknown, now: Date): Promise<void> {
  await storeVersion(kind, version, content, now);
  await StandardInForceModel.updateOne({ _id: kind }, { $set: { version, since: now } }, { upsert: true });
  forgetStandards();
}

/** Puts a catalogue in the place of the present one. Throws a ZodError when it is not one. */
export async function putCatalogueInForce(input: unknown, now: Date): Promise<Catalogue> {
  const catalogue = catalogueSchema.parse(input);
  await putInForce('catalogue', catalogue.version, catalogue, now);
  return catalogue;
}

export async function putCalendarInForce(input: unknown, now: Date): Promise<Calendar> {
  const calendar = calendarSchema.parse(input);
  await putInForce('calendar', calendar.version, calendar, now);
  return calendar;
}

/** At the first start: what ships with the program. What an installation put in force later stays. */
export async function ensureStandards(now: Date): Promise<void> {
  if (!(await StandardInForceModel.exists({ _id: 'catalogue' })))
    await putCatalogueInForce(shippedCatalogue(), now);
  if (!(await StandardInForceModel.exists({ _id: 'calendar' })))
    await putCalendarInForce(publishedCalendar, now);
}

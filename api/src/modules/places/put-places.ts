import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { PlaceModel, type PlaceRecord } from './place.model';
import type { PlaceFacts } from './place-facts';
import { changesBetween } from './place-history';
import { placesByCode } from './plan-places';
import { changeBy, type Writer, writeChange } from './write-place';

export interface PutOptions {
  by: Writer;
  /** Which import this belongs to: what it has written already is left. */
  importId: string;
  /** Marks what is new as made for the demonstration. */
  demo?: boolean;
  onProgress?: (done: number) => Promise<void>;
}

const BATCH = 200;
const MOST_TRIES = 5;

/**
 * Makes places what `planned` says, by their code. May be broken off anywhere and run again with the same plan: it
 * goes on where it stopped and ends the same. What is new is seen by nobody until `showIncoming`.
 */
export async function putPlaces(
  planned: readonly { id: string; facts: PlaceFacts }[],
  options: PutOptions,
  now: Date,
): Promise<void> {
  for (let i = 0; i < planned.length; i += BATCH) {
    const some = planned.slice(i, i + BATCH);
    const stored = await placesByCode(some.map(({ facts }) => facts.code));
    const fresh = some.filter(({ facts }) => !stored.has(facts.code));
    if (fresh.length > 0) await PlaceModel.insertMany(fresh.map((place) => newPlace(place, options, now)));
    for (const { facts } of some) {
      const before = stored.get(facts.code);
      if (before && String(before.importId) !== options.importId) await change(before, facts, options, now);
    }
    await options.onProgress?.(Math.min(planned.length, i + BATCH));
  }
}

function newPlace(
  { id, facts }: { id: string; facts: PlaceFacts },
  { by, importId, demo = false }: PutOptions,
  now: Date,
): PlaceRecord {
  return {
    _id: new mongoose.Types.ObjectId(id),
    schemaVersion: 1,
    ...facts,
    pictures: [],
    retired: true,
    retirement: null,
    demo,
    version: 1,
    lastChange: changeBy(by, { version: 1, how: 'imported', why: '', changes: [] }, now),
    importId: new mongoose.Types.ObjectId(importId),
    createdAt: now,
    updatedAt: now,
  };
}

/** An edit that comes in between is written over: the history tells both. */
async function change(before: PlaceRecord, facts: PlaceFacts, options: PutOptions, now: Date): Promise<void> {
  let current: PlaceRecord | null = before;
  for (let tries = 0; current && tries < MOST_TRIES; tries++) {
    const changes = changesBetween(current, { ...facts, pictures: current.pictures });
    const set = { ...facts, importId: new mongoose.Types.ObjectId(options.importId) };
    if (await writeChange(current, { set }, options.by, { how: 'imported', why: '', changes }, now)) return;
    current = await PlaceModel.findById(before._id).lean<PlaceRecord>();
  }
  throw new AppError('CONFLICT', { detail: `place ${facts.code} was changed again and again` });
}

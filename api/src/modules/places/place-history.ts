import { type FieldValues, fieldText } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { Geometry, PlaceHistoryEntry } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { pointsOf } from './geometry';
import { notIncoming } from './incoming-places';
import { type PlaceChangeRecord, PlaceHistoryModel, PlaceModel, type PlaceRecord } from './place.model';

export type Changes = PlaceChangeRecord['changes'];
type Described = Pick<PlaceRecord, 'kind' | 'name' | 'geometry' | 'bufferMetres' | 'fields'> &
  Partial<Pick<PlaceRecord, 'pictures'>>;

function shapeText(geometry: Geometry): string {
  if (geometry.type === 'Point') return geometry.coordinates.map((value) => value.toFixed(6)).join(', ');
  return `${geometry.type.endsWith('Polygon') ? '面' : '线'}，${pointsOf(geometry).length} 个点`;
}

/** What differs between two states of a place, in the words of its form. */
export function changesBetween(before: Described, after: Described): Changes {
  const changes: Changes = [];
  const add = (field: string, from: string, to: string) => {
    if (from !== to) changes.push({ field, before: from, after: to });
  };
  add('名称', before.name, after.name);
  if (JSON.stringify(before.geometry) !== JSON.stringify(after.geometry)) {
    changes.push({ field: '位置', before: shapeText(before.geometry), after: shapeText(after.geometry) });
  }
  add('线宽（米）', fieldText(before.bufferMetres), fieldText(after.bufferMetres));
  const own: [FieldValues, FieldValues] = [before.fields ?? {}, after.fields ?? {}];
  for (const { key, label } of placeKindTable[after.kind].fields) {
    add(label, fieldText(own[0][key]), fieldText(own[1][key]));
  }
  if (before.pictures && after.pictures) {
    const ids = [before, after].map(({ pictures }) => (pictures ?? []).map(({ id }) => id).join());
    if (ids[0] !== ids[1]) {
      changes.push({
        field: '照片',
        before: `${before.pictures.length} 张`,
        after: `${after.pictures.length} 张`,
      });
    }
  }
  return changes;
}

/** Files the change a record carries, so that the next one may take its place. Filing it twice makes one entry. */
export async function fileLastChange({ _id, lastChange }: PlaceRecord): Promise<void> {
  if (!lastChange) return;
  try {
    await PlaceHistoryModel.create({ ...lastChange, _id: `${_id}:${lastChange.version}`, placeId: _id });
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError && error.code === 11000)) throw error;
  }
}

/** Who changed what, newest first: the change the record carries, then those that were filed. */
export async function readHistory(
  placeId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: PlaceHistoryEntry[]; next: string | null }> {
  const before = cursor ? versionOf(cursor) : Number.MAX_SAFE_INTEGER;
  const record = await PlaceModel.findOne(
    { _id: placeId, ...notIncoming },
    { lastChange: 1 },
  ).lean<PlaceRecord>();
  const filed = await PlaceHistoryModel.find({ placeId, version: { $lt: before } })
    .sort({ version: -1 })
    .limit(limit + 1)
    .lean<PlaceChangeRecord[]>();
  const last = record?.lastChange;
  const carried = last && last.version < before && !filed.some(({ version }) => version === last.version);
  const found = carried ? [last, ...filed] : filed;
  const page = found.slice(0, limit);
  return {
    items: page.map(({ version, at, by, how, why, changes }) => ({
      version,
      at: at.toISOString(),
      by: by.name,
      how,
      why,
      changes: changes.map(({ field, before: from, after }) => ({ field, before: from, after })),
    })),
    next: found.length > limit ? encodeCursor([String(page.at(-1)?.version)]) : null,
  };
}

function versionOf(cursor: string): number {
  const version = Number(decodeCursor(cursor, 1)[0]);
  if (Number.isInteger(version)) return version;
  throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
}

import type { PlaceKind } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import { notIncoming } from './incoming-places';
import { PlaceModel, type PlaceRecord } from './place.model';
import { placeByCode, placeById, toIndexed } from './place-index';
import type { IndexedPlace } from './place-tree';

const nameFields = { code: 1, kind: 1, name: 1 };

/** Objects of one kind in use, by code; for kinds of which a district has some hundred. */
export async function objectsOfKind(kind: PlaceKind, most = 1000): Promise<IndexedPlace[]> {
  const records = await PlaceModel.find({ kind, retired: { $exists: false } })
    .sort({ code: 1 })
    .limit(most)
    .lean<PlaceRecord[]>();
  return records.map(toIndexed);
}

/** One object by its code, whatever its kind. */
export async function objectByCode(code: string): Promise<IndexedPlace | null> {
  const record = await PlaceModel.findOne({ code, ...notIncoming }).lean<PlaceRecord>();
  return record && toIndexed(record);
}

export interface PlaceName {
  id: string;
  kind: PlaceKind;
  code: string;
  name: string;
}

/** Places of any kind by their codes: areas from memory, objects from the database. */
export async function placeNamesByCode(codes: readonly string[]): Promise<Map<string, PlaceName>> {
  const found = new Map<string, PlaceName>();
  for (const code of codes) {
    const area = placeByCode(code);
    if (area) found.set(code, { id: area.id, kind: area.kind, code, name: area.name });
  }
  const rest = [...new Set(codes)].filter((code) => !found.has(code));
  if (rest.length === 0) return found;
  const records = await PlaceModel.find({ code: { $in: rest }, ...notIncoming }, nameFields).lean<
    PlaceRecord[]
  >();
  for (const { _id, kind, code, name } of records) found.set(code, { id: String(_id), kind, code, name });
  return found;
}

/** Places of any kind by their ids. */
export async function placeNames(ids: readonly string[]): Promise<Map<string, PlaceName>> {
  const found = new Map<string, PlaceName>();
  for (const id of ids) {
    const area = placeById(id);
    if (area) found.set(id, { id, kind: area.kind, code: area.code, name: area.name });
  }
  const rest = [...new Set(ids)].filter((id) => !found.has(id) && mongoose.isObjectIdOrHexString(id));
  if (rest.length === 0) return found;
  const records = await PlaceModel.find({ _id: { $in: rest }, ...notIncoming }, nameFields).lean<
    PlaceRecord[]
  >();
  for (const { _id, kind, code, name } of records) {
    found.set(String(_id), { id: String(_id), kind, code, name });
  }
  return found;
}

import { isObject } from '@gongzhi/shared/places/labels';
import type { PlaceDetail, PlaceInput } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { takeOwnPictures } from '../files/files.queries';
import { keepPictures } from '../files/sweep-unused';
import { checkPlace } from './check-place';
import { PlaceModel, type PlaceRecord } from './place.model';
import { placeById, placesChanged } from './place-index';
import { rightsAt } from './place-rights';
import { present } from './read-place';
import { requireNoImport } from './registry-lock';
import { changeBy } from './write-place';

/** Enters one place into the register. The same key again answers with the place it made. */
export async function createPlace(actor: Actor, input: PlaceInput, now: Date): Promise<PlaceDetail> {
  const { kind, code, name, geometry, bufferMetres, parentId, fields, pictureIds, key } = input;
  const createKey = `${actor.accountId}:${key}`;
  const made = await PlaceModel.findOne({ createKey }).lean<PlaceRecord>();
  if (made) return repeated(actor, made, input);
  await requireNoImport();
  if (await PlaceModel.exists({ code })) throw new AppError('CODE_TAKEN', { detail: code });
  const parentCode = parentId ? codeOf(parentId) : undefined;
  const planned = await checkPlace({
    type: 'Feature',
    geometry,
    properties: { code, kind, name, fields, parentCode, bufferMetres: bufferMetres ?? undefined },
  });
  if (!planned) throw new AppError('CODE_TAKEN', { detail: code });
  if (!(await rightsAt(actor, planned.facts)).edit) throw new AppError('FORBIDDEN', { detail: code });
  const pictures = await takeOwnPictures(actor.accountId, pictureIds, now);
  const record: PlaceRecord = {
    _id: new mongoose.Types.ObjectId(planned.id),
    schemaVersion: 1,
    ...planned.facts,
    pictures: pictures.map(({ id, width, height }) => ({ id, width, height })),
    retirement: null,
    demo: false,
    version: 1,
    lastChange: changeBy(actor, { version: 1, how: 'created', why: '', changes: [] }, now),
    importId: null,
    createKey,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await PlaceModel.create(record);
  } catch (error) {
    const twin = await PlaceModel.findOne({ createKey }).lean<PlaceRecord>();
    if (twin) return repeated(actor, twin, input);
    if (await PlaceModel.exists({ code })) throw new AppError('CODE_TAKEN', { cause: error });
    throw error;
  }
  // Pictures of the register are for everybody.
  await keepPictures(pictureIds, pictureIds);
  if (!isObject(kind)) await placesChanged();
  return present(actor, record);
}

function codeOf(parentId: string): string {
  const parent = placeById(parentId);
  if (!parent) throw new AppError('VALIDATION_FAILED', { fields: { parentId: '没有这个上级' } });
  return parent.code;
}

function repeated(actor: Actor, made: PlaceRecord, { code, kind }: PlaceInput): Promise<PlaceDetail> {
  if (made.code !== code || made.kind !== kind) throw new AppError('KEY_REUSED', { detail: code });
  return present(actor, made);
}

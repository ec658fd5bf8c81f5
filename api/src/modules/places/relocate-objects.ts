import { createHash } from 'node:crypto';
import { objectKinds } from '@gongzhi/shared/places/labels';
import { logger } from '../../platform/logger';
import { PlaceChangesModel, type PlaceChangesRecord, PlaceModel, type PlaceRecord } from './place.model';
import { type PlaceStanding, standingOf } from './place-facts';
import { allPlaces, placeTree, refreshPlaceIndex } from './place-index';

const markerId = 'objects';
const PAGE = 500;
const standingFields = {
  code: 1,
  kind: 1,
  name: 1,
  initials: 1,
  centre: 1,
  geometry: 1,
  fields: 1,
  parentId: 1,
  placeIds: 1,
  cellFine: 1,
  tokens: 1,
  version: 1,
};

/** Changes when a boundary does, not when something is renamed. */
function shapesOf(): string {
  const hash = createHash('sha256');
  for (const { id, kind, geometry, bufferMetres } of allPlaces()) {
    hash.update(`${id}${kind}${bufferMetres}${JSON.stringify(geometry)}`);
  }
  return hash.digest('hex');
}

let seen: { places: unknown; shapes: string } | null = null;

/**
 * Works out anew in which areas every object stands, when the areas' shapes are others than the last time. Broken off,
 * it is begun again; objects that stand right are left.
 */
export async function relocateObjects(): Promise<number> {
  await refreshPlaceIndex();
  if (seen?.places !== allPlaces()) seen = { places: allPlaces(), shapes: shapesOf() };
  const { shapes } = seen;
  const marker = await PlaceChangesModel.findById(markerId).lean<PlaceChangesRecord>();
  if (marker?.shapes === shapes) return 0;
  let moved = 0;
  let after = '';
  for (;;) {
    const page = await PlaceModel.find({ kind: { $in: objectKinds }, code: { $gt: after } }, standingFields)
      .sort({ code: 1 })
      .limit(PAGE)
      .lean<PlaceRecord[]>();
    for (const object of page) if (await relocate(object)) moved++;
    after = page.at(-1)?.code ?? after;
    if (page.length < PAGE) break;
  }
  await PlaceChangesModel.updateOne(
    { _id: markerId },
    { $set: { shapes }, $setOnInsert: { count: 0 } },
    { upsert: true },
  );
  if (moved > 0) logger.info({ moved }, 'objects were put into the areas they stand in now');
  return moved;
}

/** Not an edit: the version stays. An edit that comes in between works from the new areas anyway. */
async function relocate(object: PlaceRecord): Promise<boolean> {
  const standing = standingOf({ ...object, fields: object.fields ?? {} }, placeTree());
  if (isSame(object, standing)) return false;
  const written = await PlaceModel.updateOne(
    { _id: object._id, version: object.version },
    { $set: standing },
  );
  return written.modifiedCount > 0;
}

function isSame(a: PlaceStanding, b: PlaceStanding): boolean {
  const plain = ({ parentId, placeIds, cellFine, tokens }: PlaceStanding) =>
    JSON.stringify([parentId, placeIds, cellFine, tokens]);
  return plain(a) === plain(b);
}

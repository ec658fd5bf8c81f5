import type { LngLat } from '@gongzhi/shared/fields';
import { areaKinds } from '@gongzhi/shared/places/labels';
import type { PlaceBrief, PlaceKind } from '@gongzhi/shared/places/schema';
import { logger } from '../../platform/logger';
import { metresTo } from './geometry';
import { PlaceChangesModel, type PlaceChangesRecord, PlaceModel, type PlaceRecord } from './place.model';
import { type IndexedPlace, type NearPlace, PlaceTree } from './place-tree';

export type PlaceAtPoint = PlaceBrief;
export type { IndexedPlace } from './place-tree';

let tree = new PlaceTree([]);
let loadedCount = -1;
let loading: Promise<void> | null = null;

const counterId = 'places';

/** Objects stand in the database; the index holds the areas, without what only their own page shows. */
const areas = { kind: { $in: areaKinds }, retired: { $exists: false } };
const indexedFields = {
  code: 1,
  kind: 1,
  name: 1,
  initials: 1,
  parentId: 1,
  geometry: 1,
  centre: 1,
  bufferMetres: 1,
  demo: 1,
};

export function toIndexed(record: PlaceRecord): IndexedPlace {
  return {
    id: String(record._id),
    code: record.code,
    kind: record.kind,
    name: record.name,
    initials: record.initials,
    parentId: record.parentId ? String(record.parentId) : null,
    geometry: record.geometry,
    centre: [record.centre[0], record.centre[1]],
    bufferMetres: record.bufferMetres,
    demo: record.demo,
  };
}

async function readCount(): Promise<number> {
  const counter = await PlaceChangesModel.findById(counterId).lean<PlaceChangesRecord>();
  return counter?.count ?? 0;
}

/** Reads all areas into memory. Called at start, after a change here, and when another process changed them. */
export async function loadPlaceIndex(): Promise<void> {
  // The counter first: a change that comes in between is then seen at the next look.
  const count = await readCount();
  const records = await PlaceModel.find(areas, indexedFields).lean<PlaceRecord[]>();
  tree = new PlaceTree(records.map(toIndexed));
  loadedCount = count;
}

/** Loads the index anew when the areas were changed since, by whichever process. */
export async function refreshPlaceIndex(): Promise<void> {
  loading ??= readCount()
    .then((count) => (count === loadedCount ? undefined : loadPlaceIndex()))
    .finally(() => {
      loading = null;
    });
  return loading;
}

/** Tells every process that the areas have changed, and takes the change in here. */
export async function placesChanged(): Promise<void> {
  await PlaceChangesModel.updateOne({ _id: counterId }, { $inc: { count: 1 } }, { upsert: true });
  await loadPlaceIndex();
}

/** Looks for changes of other processes every few seconds; returns how to stop. */
export function watchPlaces(everyMs = 3000): () => void {
  let stopped = false;
  const complain = (err: unknown) => {
    // A look that waits for the database still is broken off by its end.
    if (!stopped) logger.warn({ err }, 'could not look for changed places');
  };
  const timer = setInterval(() => void refreshPlaceIndex().catch(complain), everyMs);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** Grows with every change of the places; what was worked out from them can be compared with it. */
export const placeIndexVersion = (): number => loadedCount;

export const brief = ({ id, code, kind, name }: IndexedPlace): PlaceBrief => ({ id, code, kind, name });

/** Everything a point belongs to, widest first: areas that hold it and streets it is on. */
export function placesAt(point: LngLat): PlaceAtPoint[] {
  return tree.at(point).map(brief);
}

/**
 * The ids of `placesAt`: what a record stores as `placeIds`. By where the point lies and not by parentage, because a
 * road that runs through two towns has only one of them as its parent.
 */
export function placeIdsAt(point: LngLat): string[] {
  return tree.at(point).map(({ id }) => id);
}

/** A place with all places above it, for records that name a community instead of a point. */
export function placeIdsOf(id: string): string[] {
  const place = tree.find(id);
  return place ? [...tree.pathOf(place), place].map((each) => each.id) : [];
}

const findable: readonly PlaceKind[] = ['road', 'alley', 'river', 'green', 'compound', 'building'];

/** Named places around a point, nearest first. */
export function nearestPlaces(
  point: LngLat,
  {
    kinds = findable,
    withinMetres = 400,
    most = 8,
  }: { kinds?: readonly PlaceKind[]; withinMetres?: number; most?: number } = {},
): NearPlace[] {
  return tree.near(point, kinds, withinMetres, most);
}

/** Whether a point lies in the district. Without a district's outline no point does. */
export function isInDistrict(point: LngLat): boolean {
  const district = tree.district();
  return district !== null && metresTo(district.geometry, point) === 0;
}

export const placeById = (id: string): IndexedPlace | null => tree.find(id);
export const placeByCode = (code: string): IndexedPlace | null => tree.findByCode(code);
export const childrenOf = (id: string): readonly IndexedPlace[] => tree.childrenOf(id);
export const pathOf = (place: IndexedPlace): IndexedPlace[] => tree.pathOf(place);
export const isWithin = (id: string, ancestorId: string): boolean => tree.isWithin(id, ancestorId);
export const district = (): IndexedPlace | null => tree.district();
/** The index as it is now; a change makes another one. */
export const placeTree = (): PlaceTree => tree;
/** Every area, wider kinds first, then by code. */
export const allPlaces = (): readonly IndexedPlace[] => tree.places;

import { isDeepStrictEqual } from 'node:util';
import type { ImportReport } from '@gongzhi/shared/organisations/schema';
import { type PlaceFeature, placeFeature } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { plainMessage } from '../../http/validation';
import { parseRows, repeatedCodes } from '../../platform/import-rows';
import { checkFeatures, type FeatureRow, shapeError, toCandidate } from './check-features';
import { initialsOf } from './initials';
import { type Candidate, parentOf } from './parentage';
import { PlaceModel, type PlaceRecord } from './place.model';
import { allPlaces, placesChanged, refreshPlaceIndex } from './place-index';

export interface ImportOptions {
  dryRun: boolean;
  /** Marks what is new as drawn for the demonstration. */
  demo?: boolean;
}

type Facts = Pick<
  PlaceRecord,
  'code' | 'kind' | 'name' | 'initials' | 'parentId' | 'geometry' | 'centre' | 'bufferMetres'
>;
interface Known extends Candidate {
  id: string;
  facts: Facts;
}

/**
 * Makes or changes places by their code from GeoJSON features. Everything is checked before anything is stored: one
 * wrong row, and the report says so and nothing has changed. Parents are given by code or found by position.
 */
export async function importPlaces(
  features: readonly unknown[],
  { dryRun, demo = false }: ImportOptions,
  now: Date,
): Promise<ImportReport> {
  await refreshPlaceIndex();
  const { parsed, errors } = parseRows(placeFeature, features, plainMessage);
  const known = knownPlaces();
  const after = new Map<string, Candidate>(known);
  for (const { value } of parsed) {
    if (!shapeError({ value })) after.set(value.properties.code, toCandidate(value));
  }
  const codes = parsed.map(({ row, value }) => ({ row, code: value.properties.code }));
  errors.push(...repeatedCodes(codes, 'properties.code'), ...checkFeatures(parsed, after));
  if (errors.length > 0) {
    errors.sort((a, b) => a.row - b.row);
    return { created: 0, updated: 0, unchanged: 0, errors: errors.slice(0, 200), dryRun };
  }
  const { created, updated } = await changesOf(parsed, known, after, demo, now);
  if (!dryRun && created.length + updated.length > 0) {
    await store(created, updated, now);
    await placesChanged();
  }
  const unchanged = parsed.length - created.length - updated.length;
  return { created: created.length, updated: updated.length, unchanged, errors: [], dryRun };
}

function knownPlaces(): Map<string, Known> {
  return new Map(
    allPlaces().map((place) => {
      const { code, kind, name, initials, geometry, centre, bufferMetres } = place;
      const parentId = place.parentId ? new mongoose.Types.ObjectId(place.parentId) : null;
      const facts: Facts = {
        code,
        kind,
        name,
        initials,
        parentId,
        geometry,
        centre: [centre[0], centre[1]],
        bufferMetres,
      };
      return [code, { id: place.id, code, kind, geometry, centre, facts }];
    }),
  );
}

interface Change {
  id: string;
  facts: Facts;
}

async function changesOf(
  rows: readonly FeatureRow[],
  known: ReadonlyMap<string, Known>,
  after: ReadonlyMap<string, Candidate>,
  demo: boolean,
  now: Date,
): Promise<{ created: PlaceRecord[]; updated: Change[] }> {
  const initials = await initialsOf();
  const areas = [...after.values()].filter(({ geometry }) => geometry.type.endsWith('Polygon'));
  const ids = new Map([...known].map(([code, { id }]) => [code, new mongoose.Types.ObjectId(id)]));
  for (const { value } of rows) {
    const { code } = value.properties;
    if (!ids.has(code)) ids.set(code, new mongoose.Types.ObjectId());
  }
  const created: PlaceRecord[] = [];
  const updated: Change[] = [];
  for (const { value } of rows) {
    const facts = factsOf(value, after, areas, ids, initials);
    const before = known.get(facts.code);
    const _id = ids.get(facts.code) as mongoose.Types.ObjectId;
    if (!before) created.push({ _id, schemaVersion: 1, ...facts, demo, createdAt: now, updatedAt: now });
    else if (!isSame(before.facts, facts)) updated.push({ id: before.id, facts });
  }
  return { created, updated };
}

function factsOf(
  { geometry, properties }: PlaceFeature,
  after: ReadonlyMap<string, Candidate>,
  areas: readonly Candidate[],
  ids: ReadonlyMap<string, mongoose.Types.ObjectId>,
  initials: (name: string) => string,
): Facts {
  const { code, kind, name, parentCode, bufferMetres = null } = properties;
  const candidate = after.get(code) as Candidate;
  const parent = parentCode ?? parentOf(candidate, areas)?.code;
  return {
    code,
    kind,
    name,
    initials: initials(name),
    parentId: (parent && ids.get(parent)) || null,
    geometry,
    centre: [candidate.centre[0], candidate.centre[1]],
    bufferMetres,
  };
}

const plain = (facts: Facts): unknown => JSON.parse(JSON.stringify(facts));
const isSame = (a: Facts, b: Facts) => isDeepStrictEqual(plain(a), plain(b));

async function store(created: PlaceRecord[], updated: Change[], now: Date): Promise<void> {
  try {
    for (let i = 0; i < created.length; i += 200) await PlaceModel.insertMany(created.slice(i, i + 200));
  } catch (error) {
    const taken = error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
    throw taken ? new AppError('CODE_TAKEN', { cause: error }) : error;
  }
  for (const { id, facts } of updated) {
    await PlaceModel.updateOne({ _id: id }, { $set: { ...facts, updatedAt: now } });
  }
}

import { isDeepStrictEqual } from 'node:util';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { isObject, placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceFeature } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import type { RowError } from '../../platform/import-rows';
import { repeatedCodes } from '../../platform/import-rows';
import { unknownOrganisationCodes } from '../organisations/organisations.queries';
import { currentCatalogue } from '../standards/standards.queries';
import {
  codeError,
  type FeatureRow,
  fieldProblems,
  inProperties,
  organisationCodes,
  shapeError,
} from './check-features';
import { centreOf, contains } from './geometry';
import { isIncoming } from './incoming-places';
import { initialsOf } from './initials';
import { PlaceModel, type PlaceRecord } from './place.model';
import { factsOf, type GivenPlace, type PlaceFacts } from './place-facts';
import { allPlaces } from './place-index';
import { type IndexedPlace, PlaceTree } from './place-tree';

/** A place as it will be, and how it was. */
export interface PlannedPlace {
  row: number;
  id: string;
  facts: PlaceFacts;
  /** Null: a new place. */
  known: PlaceRecord | null;
}

export interface PlacePlan {
  errors: RowError[];
  created: PlannedPlace[];
  updated: PlannedPlace[];
  unchanged: number;
}

const BATCH = 500;
/** So many rows are worked through before others get their turn. */
const BREATH = 250;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Works out what rows would make of the places, and everything that is wrong with them; stores nothing. */
export async function planPlaces(
  rows: readonly FeatureRow[],
  onProgress?: (done: number) => Promise<void>,
): Promise<PlacePlan> {
  const errors: RowError[] = repeatedCodes(
    rows.map(({ row, value }) => ({ row, code: value.properties.code })),
    'properties.code',
  );
  const sound = rows.filter(({ row, value: { geometry, properties } }) => {
    const message = shapeError(properties.kind, geometry);
    if (message) errors.push({ row, field: 'geometry', message });
    return !message;
  });
  const known = await placesByCode(sound.map(({ value }) => value.properties.code));
  const ids = new Map<string, string>();
  for (const { value } of sound) {
    const { code } = value.properties;
    ids.set(code, String(known.get(code)?._id ?? new mongoose.Types.ObjectId()));
  }
  const after = treeAfter(sound, ids);
  const checks = await prepareChecks(sound, after);
  const initials = await initialsOf();
  const plan: PlacePlan = { errors, created: [], updated: [], unchanged: 0 };
  for (const [i, row] of sound.entries()) {
    if (i % BREATH === BREATH - 1) {
      await breathe();
      await onProgress?.(i + 1);
    }
    const { code } = row.value.properties;
    const before = known.get(code) ?? null;
    const given = givenOf(row.value, before, after);
    const facts = factsOf(given, after, initials);
    const problems = checks(row, given, facts, before);
    if (problems.length > 0) errors.push(...problems);
    else if (!before || isIncoming(before))
      plan.created.push({ row: row.row, id: ids.get(code) ?? '', facts, known: null });
    else if (isSame(before, facts)) plan.unchanged++;
    else plan.updated.push({ row: row.row, id: String(before._id), facts, known: before });
  }
  errors.sort((a, b) => a.row - b.row);
  return plan;
}

export async function placesByCode(codes: readonly string[]): Promise<Map<string, PlaceRecord>> {
  const found = new Map<string, PlaceRecord>();
  for (let i = 0; i < codes.length; i += BATCH) {
    const some = codes.slice(i, i + BATCH);
    const records = await PlaceModel.find({ code: { $in: some } }).lean<PlaceRecord[]>();
    for (const record of records) found.set(record.code, record);
  }
  return found;
}

/** The areas as they would be afterwards; parents are found among these, whatever the order of the rows. */
function treeAfter(rows: readonly FeatureRow[], ids: ReadonlyMap<string, string>): PlaceTree {
  const areas = new Map<string, IndexedPlace>(allPlaces().map((place) => [place.code, place]));
  for (const { value } of rows) {
    const { code, kind, name, bufferMetres = null } = value.properties;
    if (isObject(kind)) continue;
    const centre = centreOf(value.geometry);
    const before = areas.get(code);
    areas.set(code, {
      id: ids.get(code) ?? '',
      code,
      kind,
      name,
      initials: '',
      parentId: before?.parentId ?? null,
      geometry: value.geometry,
      centre,
      bufferMetres,
      demo: before?.demo ?? false,
    });
  }
  return new PlaceTree([...areas.values()]);
}

function givenOf(
  { geometry, properties }: PlaceFeature,
  before: PlaceRecord | null,
  after: PlaceTree,
): GivenPlace {
  const { code, kind, name, parentCode, bufferMetres = null, fields } = properties;
  return {
    code,
    kind,
    name,
    geometry,
    bufferMetres,
    // A file that says nothing of the own fields leaves them.
    fields: fields ?? before?.fields ?? {},
    parentId: parentCode ? (after.findByCode(parentCode)?.id ?? null) : undefined,
  };
}

type Check = (
  row: FeatureRow,
  given: GivenPlace,
  facts: PlaceFacts,
  before: PlaceRecord | null,
) => RowError[];

async function prepareChecks(rows: readonly FeatureRow[], after: PlaceTree): Promise<Check> {
  const { components } = await currentCatalogue();
  const componentClasses = new Set(components.map(({ code }) => code));
  const districts = after.places.filter(({ kind }) => kind === 'district');
  const [district] = districts;
  const unknown = await unknownOrganisationCodes(
    rows.flatMap(({ value: { properties } }) =>
      organisationCodes(properties.kind, properties.fields ?? {}).map(({ code }) => code),
    ),
  );
  return ({ row, value: { properties } }, given, facts, before) => {
    const problems: { field: string; message: string }[] = [];
    const add = (field: string, message: string | null) => message && problems.push({ field, message });
    const { kind, code } = given;
    if (before && before.kind !== kind) {
      add('kind', `编码 ${code} 已是${placeKindLabels[before.kind]}，不能改成${placeKindLabels[kind]}`);
    }
    if (before?.retired && !isIncoming(before)) add('code', `编码 ${code} 的地点已停用，先恢复再改`);
    if (kind === 'district' && districts.length > 1) add('kind', '只能有一个区');
    if (kind !== 'district' && district && !contains(district.geometry, facts.centre)) {
      add('geometry', '不在本区范围内');
    }
    if (kind !== 'district' && isObject(kind) && !district) add('geometry', '请先导入本区的范围');
    const parent = facts.parentId ? after.find(String(facts.parentId)) : null;
    if (properties.parentCode) add('parentCode', parentProblem(properties.parentCode, given, after));
    const around = { district: district?.code ?? null, parent: parent?.code ?? null, componentClasses };
    add('code', codeError(kind, code, around));
    // Own fields that were kept were checked when they came in.
    if (properties.fields || !before) problems.push(...fieldProblems(kind, given.fields));
    for (const { key, code: unit } of organisationCodes(kind, properties.fields ?? {})) {
      if (unknown.has(unit)) add(`fields.${key}`, `没有编码为 ${unit} 的单位，或它已停用`);
    }
    return problems.map((problem) => inProperties(row, problem));
  };
}

function parentProblem(parentCode: string, { code, kind }: GivenPlace, after: PlaceTree): string | null {
  const parent = after.findByCode(parentCode);
  if (!parent) return `没有编码为 ${parentCode} 的地点`;
  if (parentCode !== code && placeKindTable[parent.kind].depth < placeKindTable[kind].depth) return null;
  return `${placeKindLabels[parent.kind]}不能是${placeKindLabels[kind]}的上级`;
}

/** What is entered, and the parent; the rest of where it stands is kept right by the worker. */
function comparable(place: PlaceRecord | PlaceFacts): unknown {
  const { code, kind, name, parentId, geometry, bufferMetres, fields } = place;
  return JSON.parse(
    JSON.stringify({ code, kind, name, parentId, geometry, bufferMetres, fields: fields ?? {} }),
  );
}
const isSame = (a: PlaceRecord, b: PlaceFacts) => isDeepStrictEqual(comparable(a), comparable(b));

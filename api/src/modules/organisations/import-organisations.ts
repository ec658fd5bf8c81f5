import { isDeepStrictEqual } from 'node:util';
import {
  type ImportReport,
  type OrganisationInput,
  organisationInput,
} from '@gongzhi/shared/organisations/schema';
import mongoose from 'mongoose';
import { plainMessage } from '../../http/validation';
import { parseRows, type RowError, repeatedCodes } from '../../platform/import-rows';
import { type PlaceName, placeNamesByCode } from '../places/objects.queries';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { allOrganisations, forgetOrganisations, type Organisation } from './organisations.queries';
import { parentCircles } from './parent-circles';

type Row = { row: number; value: OrganisationInput };
type Facts = Omit<
  OrganisationRecord,
  '_id' | 'schemaVersion' | 'createdAt' | 'updatedAt' | 'demo' | 'version'
>;

export interface ImportOptions {
  dryRun: boolean;
  /** Marks what is new as made for the demonstration. */
  demo?: boolean;
}

export interface OrganisationPlan {
  errors: RowError[];
  created: PlannedOrganisation[];
  updated: PlannedOrganisation[];
  unchanged: number;
}
export interface PlannedOrganisation {
  id: mongoose.Types.ObjectId;
  facts: Facts;
}

const MOST_ERRORS = 200;

/**
 * Makes or changes organisations by their code. Everything is checked before anything is stored: one wrong row, and
 * the report says so and nothing has changed.
 */
export async function importOrganisations(
  items: readonly unknown[],
  { dryRun, demo = false }: ImportOptions,
  now: Date,
): Promise<ImportReport> {
  const { errors, created, updated, unchanged } = await planOrganisations(items);
  if (errors.length > 0) {
    return { created: 0, updated: 0, unchanged: 0, errors: errors.slice(0, MOST_ERRORS), dryRun };
  }
  if (!dryRun) await putOrganisations([...created, ...updated], { demo }, now);
  return { created: created.length, updated: updated.length, unchanged, errors: [], dryRun };
}

/** Works out what rows would make of the organisations, and everything that is wrong with them; stores nothing. */
export async function planOrganisations(
  items: readonly unknown[],
  /** A sheet has no column for working hours: those that are set stay. */
  { keepHours = false } = {},
): Promise<OrganisationPlan> {
  const { parsed, errors } = parseRows(organisationInput, items, plainMessage);
  const stored = await storedByCode(parsed);
  const codes = parsed.map(({ row, value }) => ({ row, code: value.code }));
  errors.push(...repeatedCodes(codes, 'code'));
  const places = await placeNamesByCode(parsed.flatMap(({ value }) => value.placeCodes));
  errors.push(...unknownReferences(parsed, stored, places));
  errors.push(...rowsInCircles(parsed, await allOrganisations()));
  errors.sort((a, b) => a.row - b.row);
  const ids = new Map(
    parsed.map(({ value }) => [value.code, stored.get(value.code)?._id ?? new mongoose.Types.ObjectId()]),
  );
  for (const [code, { _id }] of stored) ids.set(code, _id);
  const plan: OrganisationPlan = { errors, created: [], updated: [], unchanged: 0 };
  for (const { value } of parsed) {
    const known = stored.get(value.code);
    const facts = factsOf(value, ids, places, known);
    if (keepHours) facts.workingHours = known?.workingHours ?? null;
    const id = ids.get(value.code) as mongoose.Types.ObjectId;
    if (!known) plan.created.push({ id, facts });
    else if (isSame(facts, known)) plan.unchanged++;
    else plan.updated.push({ id, facts });
  }
  return plan;
}

/** Makes organisations what `planned` says; broken off, the same may be run again and ends the same. */
export async function putOrganisations(
  planned: readonly PlannedOrganisation[],
  { demo = false }: { demo?: boolean },
  now: Date,
): Promise<void> {
  const known = await OrganisationModel.find(
    { code: { $in: planned.map(({ facts }) => facts.code) } },
    { code: 1 },
  ).lean<OrganisationRecord[]>();
  const stored = new Set(known.map(({ code }) => code));
  const created = planned.filter(({ facts }) => !stored.has(facts.code));
  await OrganisationModel.insertMany(created.map((planned) => newRecord(planned, demo, now)));
  for (const { facts } of planned.filter(({ facts: { code } }) => stored.has(code))) {
    await OrganisationModel.updateOne(
      { code: facts.code },
      { $set: { ...facts, updatedAt: now }, $inc: { version: 1 } },
    );
  }
  forgetOrganisations();
}

export const newRecord = (
  { id, facts }: PlannedOrganisation,
  demo: boolean,
  now: Date,
): OrganisationRecord => ({
  _id: id,
  schemaVersion: 1,
  ...facts,
  demo,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

async function storedByCode(rows: readonly Row[]): Promise<Map<string, OrganisationRecord>> {
  const codes = rows.flatMap(({ value }) =>
    value.parentCode ? [value.code, value.parentCode] : [value.code],
  );
  const records = await OrganisationModel.find({ code: { $in: [...new Set(codes)] } }).lean<
    OrganisationRecord[]
  >();
  return new Map(records.map((record) => [record.code, record]));
}

function unknownReferences(
  rows: readonly Row[],
  stored: ReadonlyMap<string, unknown>,
  places: ReadonlyMap<string, PlaceName>,
): RowError[] {
  const codes = new Set([...rows.map(({ value }) => value.code), ...stored.keys()]);
  return rows.flatMap(({ row, value: { code, parentCode, placeCodes } }) => {
    const errors: RowError[] = [];
    if (parentCode === code) errors.push({ row, field: 'parentCode', message: '上级不能是自己' });
    else if (parentCode && !codes.has(parentCode)) {
      errors.push({ row, field: 'parentCode', message: `没有编码为 ${parentCode} 的单位` });
    }
    for (const [i, placeCode] of placeCodes.entries()) {
      if (!places.has(placeCode)) {
        errors.push({ row, field: `placeCodes.${i}`, message: `没有编码为 ${placeCode} 的地点` });
      }
    }
    return errors;
  });
}

/** A unit must not end up above itself, whether by its own row or by several together. */
function rowsInCircles(rows: readonly Row[], directory: readonly Organisation[]): RowError[] {
  const codes = new Map(directory.map(({ id, code }) => [id, code]));
  const parentOf = new Map(
    directory.map(({ code, parentId }) => [code, (parentId && codes.get(parentId)) ?? null]),
  );
  for (const { value } of rows) parentOf.set(value.code, value.parentCode ?? null);
  const circles = parentCircles(parentOf);
  return rows.flatMap(({ row, value: { code, parentCode } }) => {
    const circle = circles.get(code);
    // Its own code as its parent is told in plainer words.
    if (!circle || parentCode === code) return [];
    return [{ row, field: 'parentCode', message: `上级绕回了自己：${circle.join(' → ')}` }];
  });
}

function factsOf(
  {
    code,
    name,
    shortName,
    kind,
    parentCode,
    lines,
    placeCodes,
    phone,
    address,
    workingHours,
  }: OrganisationInput,
  ids: ReadonlyMap<string, mongoose.Types.ObjectId>,
  places: ReadonlyMap<string, PlaceName>,
  known: OrganisationRecord | undefined,
): Facts {
  return {
    code,
    name,
    shortName,
    kind,
    parentId: (parentCode && ids.get(parentCode)) || null,
    lines: [...new Set(lines)],
    placeIds: placeCodes.flatMap((placeCode) => {
      const place = places.get(placeCode);
      return place ? [new mongoose.Types.ObjectId(place.id)] : [];
    }),
    workingHours: workingHours ?? null,
    phone,
    address,
    active: known?.active ?? true,
  };
}

const comparable = (facts: Facts) =>
  JSON.parse(
    JSON.stringify({
      name: facts.name,
      shortName: facts.shortName,
      kind: facts.kind,
      parentId: facts.parentId,
      lines: facts.lines,
      placeIds: facts.placeIds,
      workingHours: facts.workingHours,
      phone: facts.phone,
      // Written down before there was one.
      address: facts.address ?? '',
    }),
  ) as unknown;
const isSame = (a: Facts, b: Facts) => isDeepStrictEqual(comparable(a), comparable(b));

import { isDeepStrictEqual } from 'node:util';
import {
  type ImportReport,
  type OrganisationInput,
  organisationInput,
} from '@gongzhi/shared/organisations/schema';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { plainMessage } from '../../http/validation';
import { parseRows, type RowError, repeatedCodes } from '../../platform/import-rows';
import { type PlaceName, placeNamesByCode } from '../places/objects.queries';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';

type Row = { row: number; value: OrganisationInput };
type Facts = Omit<OrganisationRecord, '_id' | 'schemaVersion' | 'createdAt' | 'updatedAt' | 'demo'>;

export interface ImportOptions {
  dryRun: boolean;
  /** Marks what is new as made for the demonstration. */
  demo?: boolean;
}

/**
 * Makes or changes organisations by their code. Everything is checked before anything is stored: one wrong row, and
 * the report says so and nothing has changed.
 */
export async function importOrganisations(
  items: readonly unknown[],
  { dryRun, demo = false }: ImportOptions,
  now: Date,
): Promise<ImportReport> {
  const { parsed, errors } = parseRows(organisationInput, items, plainMessage);
  const stored = await storedByCode(parsed);
  errors.push(
    ...repeatedCodes(
      parsed.map(({ row, value }) => ({ row, code: value.code })),
      'code',
    ),
  );
  const places = await placeNamesByCode(parsed.flatMap(({ value }) => value.placeCodes));
  errors.push(...unknownReferences(parsed, stored, places));
  const none = { created: 0, updated: 0, unchanged: 0, dryRun };
  if (errors.length > 0) return { ...none, errors: errors.sort((a, b) => a.row - b.row).slice(0, 200) };

  const ids = new Map(
    parsed.map(({ value }) => [value.code, stored.get(value.code)?._id ?? new mongoose.Types.ObjectId()]),
  );
  for (const [code, { _id }] of stored) ids.set(code, _id);
  const created: OrganisationRecord[] = [];
  const updated: { _id: mongoose.Types.ObjectId; facts: Facts }[] = [];
  for (const { value } of parsed) {
    const known = stored.get(value.code);
    const facts = factsOf(value, ids, places, known);
    if (!known) {
      const _id = ids.get(value.code) as mongoose.Types.ObjectId;
      created.push({ _id, schemaVersion: 1, ...facts, demo, createdAt: now, updatedAt: now });
    } else if (!isSame(facts, known)) updated.push({ _id: known._id, facts });
  }
  if (!dryRun) await store(created, updated, now);
  const unchanged = parsed.length - created.length - updated.length;
  return { created: created.length, updated: updated.length, unchanged, errors: [], dryRun };
}

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

async function store(
  created: OrganisationRecord[],
  updated: { _id: mongoose.Types.ObjectId; facts: Facts }[],
  now: Date,
): Promise<void> {
  try {
    if (created.length > 0) await OrganisationModel.insertMany(created);
  } catch (error) {
    const known = await OrganisationModel.exists({ code: { $in: created.map(({ code }) => code) } });
    throw known ? new AppError('CODE_TAKEN', { cause: error }) : error;
  }
  for (const { _id, facts } of updated) {
    await OrganisationModel.updateOne({ _id }, { $set: { ...facts, updatedAt: now } });
  }
}

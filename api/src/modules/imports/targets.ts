import type { ImportError, ImportTarget } from '@gongzhi/shared/imports/schema';
import { type PlaceKind, placeFeature } from '@gongzhi/shared/places/schema';
import { plainMessage } from '../../http/validation';
import { parseRows, type RowError } from '../../platform/import-rows';
import type { ReadRow, SheetColumn } from '../../platform/xlsx/sheet-columns';
import { type PlannedPerson, peopleColumns, planPeople, putPeople } from '../identity/people-sheet';
import {
  type PlannedResponsibility,
  planResponsibility,
  putResponsibility,
  responsibilityColumns,
} from '../lists/responsibility-sheet';
import {
  type PlannedOrganisation,
  planOrganisations,
  putOrganisations,
} from '../organisations/import-organisations';
import { organisationColumns, organisationFromRow } from '../organisations/organisation-sheet';
import { showIncoming } from '../places/incoming-places';
import { refreshPlaceIndex } from '../places/place-index';
import { columnOf, placeColumns, rowFeature } from '../places/place-sheet';
import { type PlannedPlace, placesByCode, planPlaces } from '../places/plan-places';
import { putPlaces } from '../places/put-places';
import type { Writer } from '../places/write-place';
import { type PlannedPost, planPosts, postColumns, putPosts } from '../posts/post-sheet';

/** What a file would do. `steps` are done one after the other, and may be done again. */
export interface Plan {
  errors: ImportError[];
  created: number;
  updated: number;
  unchanged: number;
  steps: unknown[];
}

export interface Doing {
  importId: string;
  by: Writer;
}

type OnProgress = (done: number) => Promise<void>;

interface Target {
  /** What was found right rests on the places, so nobody changes them before all of it is stored. */
  locksRegistry: boolean;
  columns(kind: PlaceKind | null): readonly SheetColumn[];
  plan(rows: readonly ReadRow[], kind: PlaceKind | null, onProgress: OnProgress): Promise<Plan>;
  put(steps: readonly unknown[], doing: Doing, now: Date): Promise<void>;
  /** After the last step; may be done again too. */
  finish?(doing: Doing): Promise<void>;
}

interface Planned<T> {
  errors: RowError[];
  created: T[];
  updated: T[];
  unchanged: number;
}

/** Rows of the parsers count from 1; the sheet's own numbers and headings are what people look for. */
function inSheet<T>(
  { errors, created, updated, unchanged }: Planned<T>,
  rows: readonly ReadRow[],
  columns: readonly SheetColumn[],
): Plan {
  const labels = new Map(columns.map(({ key, label }) => [key, label]));
  return {
    errors: errors.map(({ row, field, message }) => ({
      row: rows[row - 1]?.row ?? row,
      column: labels.get(field.split('.')[0] ?? '') ?? field,
      message,
    })),
    created: created.length,
    updated: updated.length,
    unchanged,
    steps: [...created, ...updated],
  };
}

export const targets: Record<ImportTarget, Target> = {
  places: {
    locksRegistry: true,
    columns: (kind) => (kind ? placeColumns(kind) : []),
    plan: planPlaceRows,
    put: async (steps, { importId, by }, now) => putPlaces(steps as PlannedPlace[], { by, importId }, now),
    finish: ({ importId }) => showIncoming(importId),
  },
  organisations: {
    locksRegistry: true,
    columns: () => organisationColumns,
    plan: async (rows) => {
      const items = rows.map(({ texts }) => organisationFromRow(texts));
      return inSheet(await planOrganisations(items, { keepHours: true }), rows, organisationColumns);
    },
    put: async (steps, _, now) => putOrganisations(steps as PlannedOrganisation[], {}, now),
  },
  people: {
    locksRegistry: true,
    columns: () => peopleColumns,
    plan: async (rows) => inSheet(await planPeople(rows.map(({ texts }) => texts)), rows, peopleColumns),
    put: async (steps, _, now) => putPeople(steps as PlannedPerson[], now),
  },
  posts: {
    locksRegistry: true,
    columns: () => postColumns,
    plan: async (rows) => {
      const numbered = rows.map(({ texts }, i) => ({ row: i + 1, texts }));
      return inSheet(await planPosts(numbered), rows, postColumns);
    },
    put: async (steps, { by }, now) => putPosts(steps as PlannedPost[], by, now),
  },
  responsibility: {
    // One guarded write, and a draft may be wrong: the check says so.
    locksRegistry: false,
    columns: () => responsibilityColumns,
    plan: async (rows) => {
      const planned = await planResponsibility(rows.map(({ texts }) => texts));
      const { draftId, created, updated } = planned;
      const all: PlannedResponsibility = { draftId, rows: [...created, ...updated] };
      return { ...inSheet(planned, rows, responsibilityColumns), steps: all.rows.length > 0 ? [all] : [] };
    },
    put: async (steps, { importId }, now) => {
      for (const step of steps as PlannedResponsibility[]) await putResponsibility(step, importId, now);
    },
  },
};

async function planPlaceRows(
  rows: readonly ReadRow[],
  kind: PlaceKind | null,
  onProgress: OnProgress,
): Promise<Plan> {
  if (!kind) return { errors: [], created: 0, updated: 0, unchanged: 0, steps: [] };
  const known = await placesByCode(rows.map(({ texts }) => texts.code ?? ''));
  const errors: ImportError[] = [];
  const features: { row: number; feature: unknown }[] = [];
  for (const { row, texts } of rows) {
    const before = known.get(texts.code ?? '') ?? null;
    const { feature, problems } = rowFeature(kind, texts, before?.kind === kind ? before : null);
    errors.push(...problems.map((problem) => ({ row, ...problem })));
    if (problems.length === 0) features.push({ row, feature });
  }
  const plan = await planFeatures(features, onProgress);
  return { ...plan, errors: [...errors, ...plan.errors].sort((a, b) => a.row - b.row) };
}

/** Features with the numbers they have in their file. */
export async function planFeatures(
  features: readonly { row: number; feature: unknown }[],
  onProgress: OnProgress,
): Promise<Plan> {
  await refreshPlaceIndex();
  const items = features.map(({ feature }) => feature);
  const { parsed, errors: unread } = parseRows(placeFeature, items, plainMessage);
  const plan = await planPlaces(parsed, onProgress);
  const kinds = new Map(parsed.map(({ row, value }) => [row, value.properties.kind]));
  const errors = [...unread, ...plan.errors].map(({ row, field, message }) => ({
    row: features[row - 1]?.row ?? row,
    column: columnOf(kinds.get(row) ?? kindIn(items[row - 1]), field),
    message,
  }));
  const steps = [...plan.created, ...plan.updated].map(({ id, facts }) => ({ id, facts }));
  return {
    errors: errors.sort((a, b) => a.row - b.row),
    created: plan.created.length,
    updated: plan.updated.length,
    unchanged: plan.unchanged,
    steps,
  };
}

/** The kind a feature names, for the words about one that could not be read. */
function kindIn(item: unknown): PlaceKind | null {
  const parsed = placeFeature.shape.properties
    .pick({ kind: true })
    .safeParse((item as { properties?: unknown })?.properties);
  return parsed.success ? parsed.data.kind : null;
}

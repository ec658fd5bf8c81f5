import { z } from 'zod';
import { id, instant, pageOf } from '../fields';
import { placeKind } from '../places/schema';

/** What can be brought in as a file. Places also as GeoJSON; the others as spreadsheets. */
export const importTargets = ['places', 'organisations', 'people', 'posts', 'responsibility'] as const;
export const importTarget = z.enum(importTargets);
export type ImportTarget = z.infer<typeof importTarget>;

export const importTargetLabels: Record<ImportTarget, string> = {
  places: '地点档案',
  organisations: '单位',
  people: '人员账号',
  posts: '岗位',
  responsibility: '责任清单',
};

export const importFormats = ['xlsx', 'geojson'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const importLimits = {
  bytes: 20 * 1024 * 1024,
  rows: 20_000,
  /** Mistakes shown on the page; all of them are in the list to download. */
  shownErrors: 200,
} as const;

/**
 * waiting → checking → checked → applying → applied. `failed` is a file that cannot be read at all. Nothing is stored
 * before `applying`, and that is finished whatever happens in between.
 */
export const importStates = ['waiting', 'checking', 'checked', 'applying', 'applied', 'failed'] as const;
export const importState = z.enum(importStates);
export type ImportState = z.infer<typeof importState>;

export const importError = z.object({
  /** As the spreadsheet numbers it; of GeoJSON the number of the feature. */
  row: z.number().int(),
  column: z.string(),
  message: z.string(),
});
export type ImportError = z.infer<typeof importError>;

export const importView = z.object({
  id,
  target: importTarget,
  kind: placeKind.nullable(),
  format: z.enum(importFormats),
  fileName: z.string(),
  /** SHA-256 of the file: what is applied is what was checked. */
  digest: z.string(),
  state: importState,
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  report: z
    .object({
      rows: z.number().int(),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      wrongRows: z.number().int(),
      errorCount: z.number().int(),
      errors: z.array(importError),
    })
    .nullable(),
  /** Of `failed`: why. */
  why: z.string().nullable(),
  by: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** It is checked, nothing is wrong and something would change. */
  canApply: z.boolean(),
});
export type ImportView = z.infer<typeof importView>;
export const importPage = pageOf(importView);

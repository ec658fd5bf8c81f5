import { z } from 'zod';
import { id, instant, someWords, words } from '../fields';
import { placeKinds } from '../places/schema';
import { postRole } from '../posts/schema';
import { limitSchema } from '../standards/catalogue';

export const listKinds = ['responsibility', 'management'] as const;
export type ListKind = (typeof listKinds)[number];
export const listKindLabels: Record<ListKind, string> = {
  responsibility: '责任清单',
  management: '管理清单',
};

export const MOST_ROWS = 5000;

const code = (most: number) => z.string().trim().min(1, '不能空着').max(most);

/**
 * One line of the responsibility list: what (a filing condition 06013-1, a matter 06013, a class 06, or * for
 * everything) × where (the code of a place) → who. Codes, not ids, so that a table of a spreadsheet is the same thing.
 */
export const responsibilityRow = z.object({
  about: z
    .string()
    .regex(/^(\*|\d{2}|\d{5}|\d{5}-\d{1,3})$/, '填大类（2 位）、事项（5 位）、立案条件代码，或 *'),
  areaCode: code(40),
  organisationCode: code(30),
  supportingCodes: z.array(code(30)).max(10, '配合单位最多 10 个').default([]),
  /** Null: the limit of the filing condition. */
  limit: limitSchema.nullable().default(null),
  note: words(200).default(''),
});
export type ResponsibilityRow = z.infer<typeof responsibilityRow>;

/** One standard of the management list, with the matters it governs and, where there is one, its checklist. */
export const managementRow = z.object({
  code: z.string().regex(/^[A-Za-z0-9.-]{2,30}$/, '编号用 2–30 位字母、数字、点或连字符'),
  title: someWords(100),
  text: someWords(4000),
  source: someWords(200),
  effectiveFrom: z.iso.date().nullable().default(null),
  matterCodes: z
    .array(z.string().regex(/^\d{5}$/, '事项代码是 5 位数字'))
    .max(250)
    .default([]),
  checklist: z
    .object({ name: someWords(60), items: z.array(someWords(100)).min(1, '至少一项').max(60) })
    .nullable()
    .default(null),
});
export type ManagementRow = z.infer<typeof managementRow>;

/** A row as it is kept: `rev` counts its changes, so that two people do not overwrite each other. */
const kept = { id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, '行号格式不对'), rev: z.number().int() };
export const keptResponsibilityRow = responsibilityRow.extend(kept);
export const keptManagementRow = managementRow.extend(kept);
export type Kept<Row> = Row & { id: string; rev: number };

export const listVersion = z.object({
  id,
  kind: z.enum(listKinds),
  state: z.enum(['draft', 'published']),
  /** Null while it is a draft. */
  version: z.number().int().nullable(),
  effectiveFrom: z.iso.date().nullable(),
  /** Whether it is the one that counts today. */
  inForce: z.boolean(),
  note: z.string(),
  rowCount: z.number().int(),
  /** Raised by every change of a draft. */
  revision: z.number().int(),
  basedOn: z.number().int().nullable(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
  updatedAt: instant,
});
export type ListVersion = z.infer<typeof listVersion>;

/** How the codes of places and units in the rows are called. */
export const listNames = z.object({
  areas: z.record(z.string(), z.string()),
  units: z.record(z.string(), z.string()),
});
export const listProblem = z.object({
  rowId: z.string(),
  field: z.string(),
  message: z.string(),
});
export type ListProblem = z.infer<typeof listProblem>;

/** A matter nobody answers for in some areas. */
export const listGap = z.object({
  matterCode: z.string(),
  matter: z.string(),
  areas: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type ListGap = z.infer<typeof listGap>;

/** What is wrong with a draft (it cannot be published so), what to look at, and what nobody answers for. */
export const listCheck = z.object({
  revision: z.number().int(),
  errors: z.array(listProblem),
  warnings: z.array(listProblem),
  gaps: z.array(listGap),
});
export type ListCheck = z.infer<typeof listCheck>;

export const listChange = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  /** What the row is about: the same in both versions. */
  key: z.string(),
  text: z.string(),
});
export type ListChange = z.infer<typeof listChange>;

export const publishInput = z.object({
  /** The draft as it was looked at; another change in between is a conflict. */
  revision: z.number().int(),
  effectiveFrom: z.iso.date(),
  note: words(500).default(''),
});
export const importRowsInput = z.object({
  dryRun: z.boolean().default(false),
  /** Take the place of all rows, or add to them and change those that are about the same. */
  mode: z.enum(['replace', 'merge']).default('merge'),
  rows: z.array(z.unknown()).min(1, '没有内容').max(MOST_ROWS, `一次最多 ${MOST_ROWS} 行`),
});

/** A case that found nobody in the list, counted by matter and area. */
export const foundGap = z.object({
  version: z.number().int(),
  matterCode: z.string(),
  matter: z.string(),
  area: z.string(),
  cases: z.number().int(),
  lastAt: instant,
});

/** One line of the grid list: worked out, never typed. */
export const gridRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  community: z.string(),
  people: z.array(z.object({ role: postRole, name: z.string(), title: z.string() })),
  objects: z.array(z.object({ kind: z.enum(placeKinds), count: z.number().int() })),
});
export type GridRow = z.infer<typeof gridRow>;

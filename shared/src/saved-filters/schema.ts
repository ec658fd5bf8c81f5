import { z } from 'zod';
import { id, someWords } from '../fields';
import { issueStates } from '../issues/states';

export const savedFilterLimits = { most: 20, name: 20 };

/** Something chosen from a search: its id, and the name to show it by. */
const chosen = z.object({ id, name: someWords(60) });

/** What a list of cases at the desk is narrowed to, with its view and its order. */
export const caseFilters = z.object({
  view: z.enum(['work', 'scope']),
  states: z.array(z.enum(issueStates)).max(issueStates.length),
  late: z.boolean(),
  place: chosen.nullable(),
  organisation: chosen.nullable(),
  groupCode: z
    .string()
    .regex(/^[a-z_]{2,30}$/)
    .nullable(),
  matterCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  q: z.string().trim().max(60),
  order: z.enum(['newest', 'due']),
});
export type CaseFilters = z.infer<typeof caseFilters>;

export const savedFilter = z.object({ name: someWords(savedFilterLimits.name), filters: caseFilters });
export type SavedFilter = z.infer<typeof savedFilter>;

/** All filters of one person in their order; `version` is 0 while nothing was ever saved. */
export const savedFilters = z.object({ version: z.number().int(), items: z.array(savedFilter) });
export type SavedFilters = z.infer<typeof savedFilters>;

/** The whole list as it is to be, and the version it was made from. */
export const saveFiltersInput = z.object({
  version: z.number().int().min(0),
  items: z
    .array(savedFilter)
    .max(savedFilterLimits.most, `最多存 ${savedFilterLimits.most} 个`)
    .refine((items) => new Set(items.map(({ name }) => name)).size === items.length, '名称不能重复'),
});

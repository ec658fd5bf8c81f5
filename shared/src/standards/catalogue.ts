import { z } from 'zod';
import { limitUnits, unitKinds } from './labels';

const classCode = z.string().regex(/^\d{2}$/, '大类代码是 2 位数字');
const classedCode = z.string().regex(/^\d{5}$/, '代码是 5 位数字');
const name = z.string().trim().min(1).max(60);

export const limitSchema = z.object({ amount: z.number().int().min(1).max(999), unit: z.enum(limitUnits) });

const legacy = {
  /** 大类-小类 of the standard before this one. */
  legacyCode: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
  /** The old code follows from a rule and was not looked up. */
  legacyDerived: z.boolean().optional(),
};

/** A kind of object in the register (部件): a manhole cover, a street lamp. */
export const componentSchema = z.object({ code: classedCode, name, classCode, ...legacy });

/** A kind of problem (事项): the class of a case. */
export const matterSchema = z.object({
  code: classedCode,
  name,
  classCode,
  /** Something wrong with an object of the register that has the same code. */
  component: z.boolean(),
  ...legacy,
  /** How people say it. */
  plain: z.array(z.string().min(1)).optional(),
  /** Pinyin initials of the name, then of what people say. */
  initials: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1),
});
export type Matter = z.infer<typeof matterSchema>;

/** What a resident picks from: a dozen plain groups that together hold every matter once. */
export const groupSchema = z.object({
  code: z.string().regex(/^[a-z_]{2,30}$/),
  name,
  icon: z.string().regex(/^[a-z_]{2,30}$/),
  hint: z.string(),
  /** Who usually handles it, where no filing condition says otherwise. */
  unitKind: z.enum(unitKinds),
  matterCodes: z.array(classedCode).min(1),
});
export type MatterGroup = z.infer<typeof groupSchema>;

const conditionFacts = {
  text: z.string().min(1),
  limit: limitSchema,
  closingStandard: z.string().min(1),
  /** Where the limit comes from; 示例 is for demonstration and must be replaced. */
  source: z.string().min(1),
};

/** A filing condition (立案条件): when a matter is filed this way, until when, and what counts as done. */
export const conditionSchema = z.object({
  code: z.string().regex(/^\d{5}-\d{1,3}$/),
  matterCode: classedCode,
  ...conditionFacts,
  unitKind: z.enum(unitKinds),
});
export type FilingCondition = z.infer<typeof conditionSchema>;

const catalogueShape = z.object({
  version: z.string().min(1),
  standard: z.string().min(1),
  title: z.string(),
  effectiveFrom: z.iso.date(),
  source: z.string().min(1),
  legacyNote: z.string().optional(),
  classes: z.array(z.object({ code: classCode, name })).min(1),
  components: z.array(componentSchema),
  matters: z.array(matterSchema).min(1),
  groups: z.array(groupSchema).min(1),
  conditions: z.array(conditionSchema),
  defaultCondition: z.object(conditionFacts),
  stepLimits: z.object({
    accept: limitSchema,
    file: limitSchema,
    dispatch: limitSchema,
    verify: limitSchema,
    /** For the answer to a suggestion. */
    answer: limitSchema,
    source: z.string().min(1),
  }),
});
export type Catalogue = z.infer<typeof catalogueShape>;

function repeated(codes: string[]): string[] {
  return [...new Set(codes.filter((code, i) => codes.indexOf(code) !== i))];
}

/** What is wrong between the parts of a catalogue; the parts themselves are the schema's to check. */
function crossCheck(catalogue: Catalogue): string[] {
  const { classes, components, matters, groups, conditions } = catalogue;
  const problems: string[] = [];
  // 01001 exists among components and among matters, so each kind is checked by itself.
  const kinds = { 大类: classes, 部件: components, 事项: matters, 分组: groups, 立案条件: conditions };
  for (const [kind, entries] of Object.entries(kinds)) {
    for (const code of repeated(entries.map((entry) => entry.code))) problems.push(`${kind} ${code} 重复`);
  }
  const classCodes = new Set(classes.map((entry) => entry.code));
  const componentCodes = new Set(components.map((entry) => entry.code));
  const matterCodes = new Set(matters.map((entry) => entry.code));
  for (const entry of [...components, ...matters]) {
    if (!entry.code.startsWith(entry.classCode)) problems.push(`${entry.code} 不属于大类 ${entry.classCode}`);
    if (!classCodes.has(entry.classCode)) problems.push(`${entry.code} 的大类 ${entry.classCode} 不在目录里`);
  }
  for (const { code, component } of matters) {
    if (component && !componentCodes.has(code)) problems.push(`事项 ${code} 没有对应的部件`);
  }
  for (const { code, matterCode } of conditions) {
    if (!matterCodes.has(matterCode)) problems.push(`立案条件 ${code} 的事项不在目录里`);
    if (!code.startsWith(`${matterCode}-`)) problems.push(`立案条件 ${code} 的代码与事项 ${matterCode} 不符`);
    if (code.endsWith('-0')) problems.push(`立案条件 ${code}：序号 0 留给默认条件`);
  }
  const grouped = groups.flatMap((group) => group.matterCodes);
  for (const code of repeated(grouped)) problems.push(`事项 ${code} 在多个分组里`);
  for (const code of new Set(grouped)) {
    if (!matterCodes.has(code)) problems.push(`分组里的事项 ${code} 不在目录里`);
  }
  const inGroups = new Set(grouped);
  for (const code of matterCodes) if (!inGroups.has(code)) problems.push(`事项 ${code} 不在任何分组里`);
  return problems;
}

/** A whole catalogue, as it ships or as a bureau puts its own in its place. */
export const catalogueSchema = catalogueShape.superRefine((catalogue, context) => {
  for (const message of crossCheck(catalogue)) context.addIssue({ code: 'custom', message });
});

interface Lookup {
  matters: ReadonlyMap<string, Matter>;
  groups: ReadonlyMap<string, MatterGroup>;
}
/** A catalogue never changes once it is read, and every card of a list asks it. */
const lookups = new WeakMap<Catalogue, Lookup>();

function lookupIn(catalogue: Catalogue): Lookup {
  const known = lookups.get(catalogue);
  if (known) return known;
  const lookup = {
    matters: new Map(catalogue.matters.map((matter) => [matter.code, matter])),
    groups: new Map(
      catalogue.groups.flatMap((group) =>
        group.matterCodes.map((code): [string, MatterGroup] => [code, group]),
      ),
    ),
  };
  lookups.set(catalogue, lookup);
  return lookup;
}

export function matterOf(catalogue: Catalogue, code: string): Matter | null {
  return lookupIn(catalogue).matters.get(code) ?? null;
}

export function groupOf(catalogue: Catalogue, matterCode: string): MatterGroup | null {
  return lookupIn(catalogue).groups.get(matterCode) ?? null;
}

/** The conditions a matter can be filed under; the default one, with number 0, where there is no other. */
export function conditionsOf(catalogue: Catalogue, matterCode: string): FilingCondition[] {
  const found = catalogue.conditions.filter((condition) => condition.matterCode === matterCode);
  if (found.length > 0) return found;
  const group = groupOf(catalogue, matterCode);
  if (!group) return [];
  return [{ ...catalogue.defaultCondition, code: `${matterCode}-0`, matterCode, unitKind: group.unitKind }];
}

/** A filing condition by its code, the default ones included; null when there is none. */
export function conditionByCode(catalogue: Catalogue, code: string): FilingCondition | null {
  const matterCode = code.slice(0, code.indexOf('-'));
  return conditionsOf(catalogue, matterCode).find((condition) => condition.code === code) ?? null;
}

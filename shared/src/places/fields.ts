import { z } from 'zod';

/**
 * What one kind of place records about itself, as data: the form at the desk, the columns of a spreadsheet, the check
 * of what comes in and the words of the history are all made from these rows.
 */
export interface FieldDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: true;
  /** Most characters of a text, largest value of a number. */
  readonly max?: number;
  readonly min?: number;
  readonly choices?: readonly string[];
  readonly hint?: string;
  /** What stands in the template a bureau fills in. */
  readonly example: string;
  /** Those who walk the street (chiefs, grid workers) may put it right themselves. */
  readonly correctable?: true;
  /** Not for the public: how to reach somebody, what is between the bureau and a firm. */
  readonly staffOnly?: true;
}

export type FieldType =
  | 'text'
  | 'integer'
  | 'number'
  | 'date'
  | 'choice'
  | 'yesNo'
  /** The code of an organisation of this district. */
  | 'organisation'
  /** A unified social credit code: 18 capital letters and digits. */
  | 'creditCode'
  | 'phone';

export type FieldValue = string | number | boolean;
export type FieldValues = Record<string, FieldValue>;
export const fieldValue = z.union([z.string().max(500), z.number(), z.boolean()]);
export const fieldValues = z.record(z.string().regex(/^[a-zA-Z]{2,30}$/), fieldValue);

const isRealDay = (text: string) => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期写成 2026-11-24 这样')
  .refine(isRealDay, '没有这一天');

/** The check of one field's value, by its row of the table. */
function schemaOf({ type, max, min, choices }: FieldDefinition): z.ZodType<FieldValue> {
  switch (type) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1, '不能为空')
        .max(max ?? 60, `最多 ${max ?? 60} 个字`);
    case 'integer':
    case 'number': {
      const [least, most] = [min ?? 0, max ?? 1_000_000];
      const number = z.number('要填数字').min(least, `不能小于 ${least}`).max(most, `不能大于 ${most}`);
      return type === 'integer' ? number.int() : number;
    }
    case 'date':
      return day;
    case 'choice':
      return z.enum([...(choices ?? [])] as [string, ...string[]], `只能是：${choices?.join('、')}`);
    case 'yesNo':
      return z.boolean();
    case 'organisation':
      return z.string().regex(/^[A-Za-z0-9-]{2,30}$/, '填单位编码（单位名录里的编码）');
    case 'creditCode':
      return z.string().regex(/^[0-9A-Z]{18}$/, '统一社会信用代码是 18 位数字和大写字母');
    case 'phone':
      return z.string().regex(/^[0-9+() -]{5,20}$/, '电话号码格式不对');
  }
}

/** All own fields of a kind together; a field that is no part of the kind is refused by name. */
export function fieldsSchema(
  definitions: readonly FieldDefinition[],
  { partial = false } = {},
): z.ZodType<FieldValues> {
  const shape = Object.fromEntries(
    definitions.map((definition) => {
      const schema = schemaOf(definition);
      return [definition.key, definition.required && !partial ? schema : schema.optional()];
    }),
  );
  return z.strictObject(shape) as unknown as z.ZodType<FieldValues>;
}

/** A value in words, as lists, histories and spreadsheets show it. */
export function fieldText(value: FieldValue | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

const yes = ['是', '有', 'TRUE', 'true', '1', 'Y', 'y'];
const no = ['否', '无', 'FALSE', 'false', '0', 'N', 'n'];

/** A cell of a spreadsheet as the value its field takes; what cannot be read stays as it is, for the check to refuse. */
export function readFieldText({ type }: FieldDefinition, text: string): FieldValue | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
  if (type === 'yesNo') return yes.includes(plain) ? true : no.includes(plain) ? false : plain;
  if (type === 'date') return readDay(plain);
  return plain;
}

/** 20261124, 2026/11/4, 2026年11月4日 → 2026-11-24; anything else as it was. */
function readDay(text: string): string {
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?$/.exec(text);
  if (!found) return text;
  const [, year = '', month = '', date = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

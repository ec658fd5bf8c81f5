import type { z } from 'zod';

/** Why an import that was decided can never be finished, in words for who decided it; trying again would not help. */
export class ImportOver extends Error {}

/** What is wrong with one row of an import; rows count from 1, as people count them. */
export interface RowError {
  row: number;
  field: string;
  message: string;
}

/** The schema's answer for every row, with all that is wrong in all of them. */
export function parseRows<T extends z.ZodType>(
  schema: T,
  rows: readonly unknown[],
  error?: z.core.$ZodErrorMap,
): { parsed: { row: number; value: z.output<T> }[]; errors: RowError[] } {
  const parsed: { row: number; value: z.output<T> }[] = [];
  const errors: RowError[] = [];
  for (const [i, input] of rows.entries()) {
    const result = schema.safeParse(input, { error });
    if (result.success) parsed.push({ row: i + 1, value: result.data });
    else {
      for (const issue of result.error.issues.slice(0, 5)) {
        errors.push({ row: i + 1, field: issue.path.map(String).join('.'), message: issue.message });
      }
    }
  }
  return { parsed, errors };
}

/** Rows whose code was already used by an earlier row. */
export function repeatedCodes(rows: readonly { row: number; code: string }[], field: string): RowError[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ row, code }) => {
    const first = seen.get(code);
    if (first !== undefined) return [{ row, field, message: `编码 ${code} 与第 ${first} 行重复` }];
    seen.set(code, row);
    return [];
  });
}

import type { z } from 'zod';

export type FieldErrors = Readonly<Record<string, string>>;

/** What is wrong with an input, by field, in the words of the contract; `{}` when nothing is. */
export function fieldErrors(schema: z.ZodType, input: unknown): FieldErrors {
  const result = schema.safeParse(input);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.map(String).join('.') || 'form';
    // zod's own words are English; those written in the contract are not.
    errors[path] ??= /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '请填写';
  }
  return errors;
}

/** The error of a field or of anything inside it: `place` also answers for `place.address`. */
export function errorOf(errors: FieldErrors, field: string): string | undefined {
  const inside = Object.keys(errors).find((path) => path === field || path.startsWith(`${field}.`));
  return inside === undefined ? undefined : errors[inside];
}

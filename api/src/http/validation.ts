import type { z } from 'zod';
import { AppError } from './errors';

type Part = 'params' | 'query' | 'body';
type Schemas = Partial<Record<Part, z.ZodType>>;
type IssueWithInput = Parameters<z.core.$ZodErrorMap>[0];

const typeWords: Record<string, string> = {
  string: '应为文字',
  number: '应为数字',
  int: '应为整数',
  boolean: '应为是或否',
  array: '应为列表',
  object: '内容格式不对',
  tuple: '内容格式不对',
};
const units: Record<string, string> = { string: ' 个字', array: ' 项', set: ' 项', file: ' 字节' };

/** Plain words for what the schemas leave to zod; a message written in a schema wins over these. */
export const plainMessage: z.core.$ZodErrorMap = (issue: IssueWithInput) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '请填写' : (typeWords[issue.expected] ?? '内容格式不对');
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return '请填写';
      return units[issue.origin]
        ? `至少 ${issue.minimum}${units[issue.origin]}`
        : `应${issue.inclusive ? '不小于' : '大于'} ${issue.minimum}`;
    case 'too_big':
      return units[issue.origin]
        ? `最多 ${issue.maximum}${units[issue.origin]}`
        : `应${issue.inclusive ? '不大于' : '小于'} ${issue.maximum}`;
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`;
    case 'invalid_format':
      return '格式不对';
    case 'invalid_value':
      return issue.input === undefined ? '请填写' : '不在可选范围内';
    case 'unrecognized_keys':
      return '不认识这一项';
    default:
      return '内容不对';
  }
};

/** Checks every part of the input and throws once with all that is wrong. */
export function parseInput(schemas: Schemas, input: Record<Part, unknown>): Record<Part, unknown> {
  const fields: Record<string, string> = {};
  const parsed: Record<Part, unknown> = { params: undefined, query: undefined, body: undefined };
  for (const part of ['params', 'query', 'body'] as const) {
    const result = schemas[part]?.safeParse(input[part], { error: plainMessage });
    if (result?.success) parsed[part] = result.data;
    else if (result) collect(result.error.issues, part, fields);
  }
  if (Object.keys(fields).length > 0) throw new AppError('VALIDATION_FAILED', { fields });
  return parsed;
}

function collect(issues: readonly z.core.$ZodIssue[], part: Part, fields: Record<string, string>): void {
  for (const issue of issues.slice(0, 50)) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const path = [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.') || part;
      fields[path] ??= issue.message;
    }
  }
}

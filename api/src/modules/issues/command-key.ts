import { createHash } from 'node:crypto';
import type { IssueCommand } from '@gongzhi/shared/issues/rules';

/** What a command brought, as a hash: the same key with another one is a mistake of the client. */
export function hashInput(command: IssueCommand | 'complain', input: object): string {
  const { key: _, ...rest } = input as Record<string, unknown>;
  return createHash('sha256')
    .update(JSON.stringify([command, sorted(rest)]))
    .digest('hex')
    .slice(0, 32);
}

/** The same value with the fields of objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]);
}

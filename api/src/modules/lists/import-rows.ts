import { isDeepStrictEqual } from 'node:util';
import {
  type importRowsInput,
  type ListKind,
  type ManagementRow,
  MOST_ROWS,
  type ResponsibilityRow,
} from '@gongzhi/shared/lists/schema';
import type { ImportReport } from '@gongzhi/shared/organisations/schema';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { plainMessage } from '../../http/validation';
import { parseRows } from '../../platform/import-rows';
import { changeDraft } from './change-draft';
import { listRules } from './list-rules';
import type { ListRow } from './list-version.model';
import { draftOf } from './lists.queries';
import { requireEditor } from './lists-access';

/**
 * Brings many rows into the draft, from a spreadsheet or another system. All are right in form or none is stored;
 * whether they fit together is the check's to say. A row about the same as one that is there changes it.
 */
export async function importRows(
  kind: ListKind,
  actor: Actor,
  { rows: items, mode, dryRun }: z.output<typeof importRowsInput>,
  now: Date,
): Promise<ImportReport> {
  await requireEditor(actor);
  const { row: schema } = listRules[kind];
  const { parsed, errors } = parseRows(schema, items, plainMessage);
  const none = { created: 0, updated: 0, unchanged: 0, dryRun };
  if (errors.length > 0) return { ...none, errors: errors.slice(0, 200) };
  const values = parsed.map(({ value }) => value);
  let report: ImportReport = { ...none, errors: [] };
  const work = (before: readonly ListRow[]): ListRow[] => {
    const { rows, created, updated, unchanged } = mergeRows(kind, before, values, mode);
    const wrong = tooMany(rows);
    if (wrong) throw new AppError('VALIDATION_FAILED', { fields: { rows: wrong } });
    report = { created: created.length, updated: updated.length, unchanged, dryRun, errors: [] };
    return rows;
  };
  if (dryRun) work((await draftOf(kind)).rows);
  else await changeDraft(kind, work, now);
  return report;
}

interface Merged {
  rows: ListRow[];
  created: ListRow[];
  updated: ListRow[];
  unchanged: number;
}

/** The rows of a draft with those that come in; one about the same as one that is there changes it. */
export function mergeRows(
  kind: ListKind,
  before: readonly ListRow[],
  values: readonly (ResponsibilityRow | ManagementRow)[],
  mode: 'merge' | 'replace',
): Merged {
  const { keyOf } = listRules[kind];
  const created: ListRow[] = [];
  const updated: ListRow[] = [];
  let unchanged = 0;
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const incoming = values.map((value): ListRow => {
    const key = keyOf(value);
    const old = known.get(key);
    // A second row about the same is a row of its own: the check says what is wrong with the two.
    known.delete(key);
    if (!old) {
      const row = { ...value, id: String(new mongoose.Types.ObjectId()), rev: 1 };
      created.push(row);
      return row;
    }
    const next = { ...value, id: old.id, rev: old.rev };
    if (isDeepStrictEqual(next, { ...old })) {
      unchanged++;
      return old;
    }
    const row = { ...next, rev: old.rev + 1 };
    updated.push(row);
    return row;
  });
  const changed = new Map(incoming.map((row) => [row.id, row]));
  const ids = new Set(before.map(({ id }) => id));
  const rows =
    mode === 'replace'
      ? incoming
      : [...before.map((row) => changed.get(row.id) ?? row), ...incoming.filter(({ id }) => !ids.has(id))];
  return { rows, created, updated, unchanged };
}

/** What is wrong with so many rows; null when nothing is. */
export const tooMany = (rows: readonly unknown[]): string | null =>
  rows.length > MOST_ROWS ? `一张清单最多 ${MOST_ROWS} 行，这样会有 ${rows.length} 行` : null;

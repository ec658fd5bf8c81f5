import type { ListKind } from '@gongzhi/shared/lists/schema';
import { localDay } from '@gongzhi/shared/time';
import type { Actor } from '../http/actor';
import { AppError } from '../http/errors';
import { importRows } from '../modules/lists/import-rows';
import { listVersions } from '../modules/lists/lists.queries';
import { publishList } from '../modules/lists/publish-list';
import { startDraft } from '../modules/lists/start-draft';
import type demonstrationLists from './data/lists.json';

/**
 * The lists of the demonstration: first versions that counted before the oldest case, and a draft of the next
 * responsibility list with differences to look at. What is there already stays.
 */
export async function seedLists(
  lists: typeof demonstrationLists,
  officer: Actor,
  since: Date,
  now: Date,
): Promise<number> {
  let rows = 0;
  for (const kind of ['responsibility', 'management'] as const) {
    const { items } = await listVersions(kind, officer, now);
    if (items.length > 0) continue;
    await startDraft(kind, officer, since);
    rows += await fill(kind, officer, lists[kind], since);
    await publishList(
      kind,
      officer,
      { revision: 2, effectiveFrom: localDay(since), note: lists.note },
      since,
    );
    if (kind === 'management') continue;
    await startDraft(kind, officer, now);
    await fill(kind, officer, lists.next, now);
  }
  return rows;
}

async function fill(kind: ListKind, officer: Actor, rows: unknown[], now: Date): Promise<number> {
  const report = await importRows(kind, officer, { rows, mode: 'replace', dryRun: false }, now);
  const [first] = report.errors;
  if (first) throw new AppError('INTERNAL', { detail: `${kind}: row ${first.row}, ${first.message}` });
  return report.created;
}

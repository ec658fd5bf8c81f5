import { clock } from '../../platform/clock';
import { logger } from '../../platform/logger';
import { UnreadableFile } from '../../platform/xlsx/read-workbook';
import { lockRegistry, unlockRegistry } from '../places/registry-lock';
import { ImportModel, ImportPartModel, type ImportPartRecord, type ImportRecord } from './import.model';
import { dropFile } from './import-files';
import { planFile } from './read-file';
import { type Plan, targets } from './targets';

/** Somebody who died over an import is given up after this long. */
const LEASE_MS = 60_000;
const ERRORS_IN_PART = 500;
const STEPS_IN_PART = 100;
/** Shapes can be large; a document may not. */
const CHARACTERS_IN_PART = 4_000_000;

/** Checks or applies every import that waits; returns how many. Each step may be broken off and begun again. */
export async function runImports(): Promise<number> {
  let done = 0;
  for (;;) {
    const record = await claim();
    if (!record) return done;
    done++;
    await work(record).catch((err: unknown) => giveUp(record, err));
  }
}

async function claim(): Promise<ImportRecord | null> {
  const now = clock.now();
  return ImportModel.findOneAndUpdate(
    { due: true, leaseUntil: { $lte: now } },
    { $set: { leaseUntil: new Date(now.getTime() + LEASE_MS) } },
    { sort: { leaseUntil: 1 }, returnDocument: 'after' },
  ).lean<ImportRecord>();
}

const work = (record: ImportRecord) => (record.state === 'applying' ? apply(record) : check(record));

/** What cannot be read says why. What was decided stays due and is tried again when its lease is over. */
async function giveUp(record: ImportRecord, err: unknown): Promise<void> {
  const importId = String(record._id);
  if (record.state === 'applying' && !(err instanceof UnreadableFile)) {
    logger.error({ err, importId }, 'an import could not be finished and will be tried again');
    return;
  }
  if (!(err instanceof UnreadableFile)) logger.error({ err, importId }, 'an import could not be checked');
  await unlockRegistry(importId);
  const why = err instanceof UnreadableFile ? err.message : '检查时出了问题，我们已经记下，请稍后再试';
  await settle(record, { state: 'failed', why });
  await dropFile(record);
}

async function settle({ _id }: ImportRecord, change: Partial<ImportRecord>): Promise<void> {
  await ImportModel.updateOne({ _id }, { $set: { ...change, finishedAt: clock.now() }, $unset: { due: '' } });
}

async function tellProgress({ _id }: ImportRecord, done: number, total: number): Promise<void> {
  const leaseUntil = new Date(clock.now().getTime() + LEASE_MS);
  await ImportModel.updateOne({ _id }, { $set: { progress: { done, total }, leaseUntil } });
}

async function check(record: ImportRecord): Promise<void> {
  await ImportModel.updateOne({ _id: record._id }, { $set: { state: 'checking' } });
  const plan = await planFile(record, (done, total) => tellProgress(record, done, total));
  await keepReport(record, plan);
}

async function keepReport(record: ImportRecord, plan: Plan & { rows: number }): Promise<void> {
  const { errors, created, updated, unchanged, rows } = plan;
  await writeParts(record, 'errors', partsOf(errors, ERRORS_IN_PART));
  const wrong = errors.length > 0;
  const report = {
    rows,
    created: wrong ? 0 : created,
    updated: wrong ? 0 : updated,
    unchanged,
    wrongRows: new Set(errors.map(({ row }) => row)).size,
    errorCount: errors.length,
  };
  await settle(record, { state: 'checked', report, progress: { done: rows, total: rows } });
}

/** Everything is worked out anew as things stand, written down as steps, and only then done. */
async function apply(record: ImportRecord): Promise<void> {
  const importId = String(record._id);
  if (!(await lockRegistry(importId))) return;
  if (!record.staged) {
    const plan = await planFile(record, async () => {});
    if (plan.errors.length > 0) {
      await keepReport(record, plan);
      await unlockRegistry(importId);
      return;
    }
    await writeParts(record, 'steps', partsOf(plan.steps, STEPS_IN_PART));
    const { created, updated, unchanged, rows } = plan;
    const report = { rows, created, updated, unchanged, wrongRows: 0, errorCount: 0 };
    await ImportModel.updateOne({ _id: record._id }, { $set: { staged: true, report } });
  }
  await doSteps(record);
  await settle(record, { state: 'applied' });
  await unlockRegistry(importId);
  await ImportPartModel.deleteMany({ importId: record._id, what: 'steps' });
  // Names and numbers of people are not kept longer than they are needed.
  await dropFile(record);
}

async function doSteps(record: ImportRecord): Promise<void> {
  const parts = await ImportPartModel.countDocuments({ importId: record._id, what: 'steps' });
  const doing = {
    importId: String(record._id),
    by: { accountId: String(record.by.accountId), name: record.by.name },
  };
  let done = 0;
  for (let number = 0; number < parts; number++) {
    const part = await ImportPartModel.findOne({
      importId: record._id,
      what: 'steps',
      number,
    }).lean<ImportPartRecord>();
    const steps = part?.items ?? [];
    await targets[record.target].put(steps, doing, clock.now());
    done += steps.length;
    await tellProgress(record, done, (record.report?.created ?? 0) + (record.report?.updated ?? 0));
  }
}

function partsOf<T>(items: readonly T[], most: number): T[][] {
  const parts: T[][] = [];
  let characters = 0;
  for (const item of items) {
    const size = JSON.stringify(item).length;
    const last = parts.at(-1);
    if (last && last.length < most && characters + size < CHARACTERS_IN_PART) last.push(item);
    else {
      parts.push([item]);
      characters = 0;
    }
    characters += size;
  }
  return parts;
}

async function writeParts(
  { _id }: ImportRecord,
  what: 'errors' | 'steps',
  parts: readonly unknown[][],
): Promise<void> {
  await ImportPartModel.deleteMany({ importId: _id, what });
  for (const [number, items] of parts.entries()) {
    await ImportPartModel.create({
      _id: `${_id}:${what}:${number}`,
      importId: _id,
      what,
      number,
      items,
    });
  }
}

import { clock } from '../../platform/clock';
import { ImportOver } from '../../platform/import-rows';
import { logger } from '../../platform/logger';
import { UnreadableFile } from '../../platform/xlsx/read-workbook';
import { lockRegistry, unlockRegistry } from '../places/registry-lock';
import {
  ImportModel,
  ImportPartModel,
  type ImportPartRecord,
  type ImportRecord,
  LEASE_MS,
} from './import.model';
import { dropFile } from './import-files';
import { planFile } from './read-file';
import { type Plan, targets } from './targets';

const ERRORS_IN_PART = 500;
const STEPS_IN_PART = 100;
/** Shapes can be large; a document may not. */
const CHARACTERS_IN_PART = 4_000_000;

/**
 * Checks or applies every import that waits, until it is to stop; returns how many. Each step may be broken off and
 * begun again.
 */
export async function runImports(stopping?: AbortSignal): Promise<number> {
  let done = 0;
  while (!stopping?.aborted) {
    const record = await claim();
    if (!record) break;
    done++;
    await work(record).catch((err: unknown) => {
      // Perhaps only broken off by the stop: it is no fault of the file, and goes on when its lease is over.
      if (stopping?.aborted) throw err;
      return giveUp(record, err);
    });
  }
  return done;
}

async function claim(): Promise<ImportRecord | null> {
  const now = clock.now();
  return ImportModel.findOneAndUpdate(
    { due: true, leaseUntil: { $lte: now } },
    { $set: { leaseUntil: new Date(now.getTime() + LEASE_MS) } },
    { sort: { leaseUntil: 1 }, returnDocument: 'after' },
  ).lean<ImportRecord>();
}

async function work(record: ImportRecord): Promise<void> {
  if (record.state === 'applied' || record.state === 'failed') return clearAway(record);
  return record.state === 'applying' ? apply(record) : check(record);
}

/** What can never be done says why. What was decided stays due and is tried again when its lease is over. */
async function giveUp(record: ImportRecord, err: unknown): Promise<void> {
  const importId = String(record._id);
  if (err instanceof UnreadableFile || err instanceof ImportOver) {
    return end(record, { state: 'failed', why: err.message });
  }
  if (record.state === 'waiting' || record.state === 'checking') {
    logger.error({ err, importId }, 'an import could not be checked');
    return end(record, { state: 'failed', why: '检查时出了问题，我们已经记下，请稍后再试' });
  }
  logger.error({ err, importId }, 'an import could not be finished and will be tried again');
}

/** How it ended is written first, and it stays due until nothing is left of it: whoever dies in between, the next goes on. */
async function end(record: ImportRecord, how: Partial<ImportRecord>): Promise<void> {
  await ImportModel.updateOne(
    { _id: record._id, state: { $nin: ['applied', 'failed'] } },
    { $set: { ...how, finishedAt: clock.now() } },
  );
  await clearAway(record);
}

async function clearAway(record: ImportRecord): Promise<void> {
  const { _id } = record;
  await unlockRegistry(String(_id));
  await ImportPartModel.deleteMany({ importId: _id, what: 'steps' });
  // Names and numbers of people are not kept longer than they are needed.
  await dropFile(record);
  await ImportModel.updateOne({ _id }, { $unset: { due: '' } });
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
  await unlockRegistry(String(record._id));
  const progress = { done: rows, total: rows };
  await ImportModel.updateOne(
    { _id: record._id },
    { $set: { state: 'checked', report, progress, finishedAt: clock.now() }, $unset: { due: '' } },
  );
}

/** Everything is worked out anew as things stand, written down as steps, and only then done. */
async function apply(record: ImportRecord): Promise<void> {
  const { locksRegistry } = targets[record.target];
  if (locksRegistry && !(await lockRegistry(String(record._id)))) return;
  let { report } = record;
  if (!record.staged) {
    const plan = await planFile(record, async () => {});
    if (plan.errors.length > 0) return keepReport(record, plan);
    await writeParts(record, 'steps', partsOf(plan.steps, STEPS_IN_PART));
    const { created, updated, unchanged, rows } = plan;
    report = { rows, created, updated, unchanged, wrongRows: 0, errorCount: 0 };
    await ImportModel.updateOne({ _id: record._id }, { $set: { staged: true, report } });
  }
  const total = (report?.created ?? 0) + (report?.updated ?? 0);
  await doSteps(record, total);
  await end(record, { state: 'applied', progress: { done: total, total } });
}

async function doSteps(record: ImportRecord, total: number): Promise<void> {
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
    await tellProgress(record, done, total);
  }
  await targets[record.target].finish?.(doing);
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

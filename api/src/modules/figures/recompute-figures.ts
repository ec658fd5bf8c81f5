import { randomUUID } from 'node:crypto';
import { duePassed, factsOfDay } from '../issues/issue-facts.queries';
import { countDay } from './count-cases';
import { forgetFigures } from './kept-figures';
import { DirtyDayModel, DueWatchModel, RollupModel } from './rollup.model';

/** Says that the cases of these days have changed. */
export async function markDirty(days: Iterable<string>): Promise<void> {
  for (const day of new Set(days)) {
    await DirtyDayModel.updateOne({ _id: day }, { $inc: { marks: 1 } }, { upsert: true });
  }
}

/** Marks the days of cases whose due time has passed since the last look. */
async function markPassedDues(now: Date): Promise<void> {
  const watch = await DueWatchModel.findById('dues').lean();
  await markDirty(await duePassed(watch?.until ?? new Date(0), now));
  await DueWatchModel.updateOne({ _id: 'dues' }, { $set: { until: now } }, { upsert: true });
}

/** Counts every marked day anew from its cases and replaces what was there; returns how many days. */
export async function recomputeFigures(now: Date, most = 60): Promise<number> {
  await markPassedDues(now);
  const dirty = await DirtyDayModel.find({}).sort({ _id: -1 }).limit(most).lean();
  for (const { _id: day, marks } of dirty) {
    await recomputeDay(day, now);
    // Marked again meanwhile: it stays for the next round.
    await DirtyDayModel.deleteOne({ _id: day, marks });
  }
  if (dirty.length > 0) forgetFigures();
  return dirty.length;
}

async function recomputeDay(day: string, now: Date): Promise<void> {
  const run = randomUUID();
  const counted = countDay(day, await factsOfDay(day), now);
  if (counted.length > 0) {
    await RollupModel.bulkWrite(
      counted.map((counts) => ({
        updateOne: {
          filter: { _id: `${day}|${counts.areaId}` },
          update: { $set: { ...counts, run } },
          upsert: true,
        },
      })),
    );
  }
  await RollupModel.deleteMany({ day, run: { $ne: run } });
}

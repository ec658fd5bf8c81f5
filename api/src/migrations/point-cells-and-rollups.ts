import { addDays, localDay } from '@gongzhi/shared/time';
import { latLngToCell } from 'h3-js';
import type { Connection } from 'mongoose';
import { dropIndexesOfCases } from './drop-indexes-of-cases';

const AT_ONCE = 500;

/** Gives every case that has a point the cell of half a metre it lies in, and drops the indexes this replaces. */
export async function addPointCells(connection: Connection): Promise<void> {
  const issues = connection.collection('issues');
  const cases = issues.find(
    { cellPoint: { $exists: false } },
    { projection: { 'point.coordinates': 1 }, batchSize: AT_ONCE },
  );
  let changes: object[] = [];
  const write = async () => {
    if (changes.length > 0) await issues.bulkWrite(changes as never[], { ordered: false });
    changes = [];
  };
  for await (const { _id, point } of cases) {
    const [lng, lat] = point?.coordinates ?? [];
    const cellPoint = lng === undefined ? null : latLngToCell(lat, lng, 15);
    changes.push({ updateOne: { filter: { _id }, update: { $set: { cellPoint } } } });
    if (changes.length === AT_ONCE) await write();
  }
  await write();
  await dropIndexesOfCases(connection, [
    'cellFine_1_group_1__id_-1',
    'cellCoarse_1_group_1__id_-1',
    'cellFine_1_state_1__id_-1',
    'group_1_cellPoint_1_state_1_groupCode_1__id_-1',
  ]);
}

/** Figures used to be one document for each unit and group; they are counted anew, which the worker does. */
export async function countAnew(connection: Connection): Promise<void> {
  const old = { total: { $exists: false } };
  const rollups = connection.collection('figures_rollups');
  await markDays(connection, await rollups.distinct('day', old));
  await rollups.deleteMany(old);
}

/** A public card tells of last month, which may have begun so long ago. */
const RECENT_DAYS = 62;

/** Figures used to leave out streets and rivers: days that have any are counted anew as far back as cards tell of. */
export async function countRecentAnew(connection: Connection, now: Date): Promise<void> {
  const since = addDays(localDay(now), -RECENT_DAYS);
  const rollups = connection.collection('figures_rollups');
  await markDays(connection, await rollups.distinct('day', { day: { $gte: since } }));
}

async function markDays(connection: Connection, days: readonly string[]): Promise<void> {
  const dirty = connection.collection<{ _id: string; marks: number }>('figures_dirty_days');
  for (const day of days) await dirty.updateOne({ _id: day }, { $inc: { marks: 1 } }, { upsert: true });
}

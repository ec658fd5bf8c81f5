import { latLngToCell } from 'h3-js';
import type { Connection } from 'mongoose';

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
  const replaced = ['cellFine_1_group_1__id_-1', 'cellCoarse_1_group_1__id_-1', 'cellFine_1_state_1__id_-1'];
  for (const name of replaced) {
    if (await hasIndex(connection, name)) await issues.dropIndex(name);
  }
}

async function hasIndex(connection: Connection, name: string): Promise<boolean> {
  const [there] = (await connection.db?.listCollections({ name: 'issues' }).toArray()) ?? [];
  return Boolean(there) && (await connection.collection('issues').indexExists(name));
}

/** Figures used to be one document for each unit and group; they are counted anew, which the worker does. */
export async function countAnew(connection: Connection): Promise<void> {
  const rollups = connection.collection('figures_rollups');
  const dirty = connection.collection<{ _id: string; marks: number }>('figures_dirty_days');
  for (const day of await rollups.distinct('day', { total: { $exists: false } })) {
    await dirty.updateOne({ _id: day }, { $inc: { marks: 1 } }, { upsert: true });
  }
  await rollups.deleteMany({ total: { $exists: false } });
}

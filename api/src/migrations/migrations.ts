import type { Connection } from 'mongoose';
import { clock } from '../platform/clock';
import { dropIndexesOfCases } from './drop-indexes-of-cases';
import { addPointCells, countAnew, countRecentAnew } from './point-cells-and-rollups';

export interface Migration {
  /** Counts up by one from 1, never reused. */
  readonly version: number;
  readonly name: string;
  /** May be repeated: a crash half-way runs it again from the start. */
  run(connection: Connection): Promise<void>;
}

/** In the order they run. Add to the end; what was released is never changed. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'first version of the data',
    // Nothing to change: it records where an installation began.
    run: async () => {},
  },
  {
    version: 2,
    name: 'places have a version and fields of their own',
    // Where objects stand is worked out by the worker, which finds that it never did.
    run: async (connection) => {
      const places = connection.collection('places');
      const start = { version: 0, fields: {}, pictures: [], placeIds: [], tokens: [] };
      const empty = { cellFine: null, cellCoarse: null, retirement: null, lastChange: null, importId: null };
      await places.updateMany({ version: { $exists: false } }, { $set: { ...start, ...empty } });
    },
  },
  {
    version: 3,
    name: 'cells of half a metre, figures by day and area',
    run: async (connection) => {
      await addPointCells(connection);
      await countAnew(connection);
    },
  },
  {
    version: 4,
    name: 'figures of streets for the last two months',
    run: (connection) => countRecentAnew(connection, clock.now()),
  },
  {
    version: 5,
    name: 'units count their changes',
    run: async (connection) => {
      const organisations = connection.collection('organisations');
      await organisations.updateMany({ version: { $exists: false } }, { $set: { version: 1 } });
    },
  },
  {
    version: 6,
    name: 'cells of a state are found by group as well',
    run: (connection) => dropIndexesOfCases(connection, ['state_1_cellFine_1__id_-1']),
  },
];

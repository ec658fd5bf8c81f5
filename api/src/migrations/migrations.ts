import type { Connection } from 'mongoose';

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
];

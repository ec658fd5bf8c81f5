import type { Connection } from 'mongoose';

/** What other indexes have replaced would be written at each change and read by nobody. */
export async function dropIndexesOfCases(connection: Connection, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (await hasIndex(connection, name)) await connection.collection('issues').dropIndex(name);
  }
}

async function hasIndex(connection: Connection, name: string): Promise<boolean> {
  const [there] = (await connection.db?.listCollections({ name: 'issues' }).toArray()) ?? [];
  return Boolean(there) && (await connection.collection('issues').indexExists(name));
}

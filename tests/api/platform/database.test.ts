import { localDay } from '@gongzhi/shared/time';
import mongoose, { type Connection } from 'mongoose';
import { migrate } from '../../../api/src/migrations/migrate';
import { type Migration, migrations } from '../../../api/src/migrations/migrations';
import { clock } from '../../../api/src/platform/clock';
import { ensureIndexes, openDatabase, pingDatabase } from '../../../api/src/platform/database';
import { logger } from '../../../api/src/platform/logger';
import '../../../api/src/routes';
import { openTestDatabase, type TestDatabase } from '../../support/store';

logger.level = 'silent';

let test: TestDatabase;
let open: Awaited<ReturnType<typeof openDatabase>> | undefined;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(async () => {
  await open?.stop();
  open = undefined;
  await test.close();
});

const openAs = async (demo: boolean) => {
  open = await openDatabase({ mongodbUri: test.uri, dataDir: '/nowhere', demo });
  return open.connection;
};
const reopenAs = async (demo: boolean) => {
  await open?.stop();
  open = undefined;
  return openAs(demo);
};

describe('a demonstration and a real district never share a database', () => {
  it('an empty database becomes what it was first opened as, and stays that', async () => {
    await openAs(true);
    await expect(reopenAs(true)).resolves.toBeDefined();
    await expect(reopenAs(false)).rejects.toThrow(/holds the demonstration/);
  });

  it('a real one is refused to the demonstration', async () => {
    await openAs(false);
    await expect(reopenAs(true)).rejects.toThrow(/not a demonstration/);
    expect(mongoose.connection.readyState).toBe(0);
  });

  it('a database with something in it and no stamp is not taken for a demonstration', async () => {
    await test.db.collection<{ _id: string }>('people').insertOne({ _id: 'somebody' });
    await expect(openAs(true)).rejects.toThrow(/not a demonstration/);
  });
});

it('answers a ping, and has every index the models declare', async () => {
  await openAs(true);
  await ensureIndexes();
  await ensureIndexes();
  expect(await pingDatabase()).toEqual({ ms: expect.any(Number) });
  const names = (await test.db.collection('accounts').indexes()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['_id_', 'openid_1', 'loginName_1']));
});

describe('migrations', () => {
  const noting = (version: number, name = `step ${version}`): Migration => ({
    version,
    name,
    run: async (connection) => {
      await connection.collection('notes').insertOne({ version });
    },
  });
  const notes = async () =>
    (await test.db.collection('notes').find().toArray()).map(({ version }) => version);

  it('run once each, in order, and are recorded', async () => {
    const connection = await openAs(true);
    expect(await migrate(connection, [noting(1), noting(2)])).toBe(2);
    expect(await migrate(connection, [noting(1), noting(2), noting(3)])).toBe(3);
    expect(await notes()).toEqual([1, 2, 3]);
    const record = await test.db.collection<{ _id: string }>('system').findOne({ _id: 'schema' });
    expect(record).toMatchObject({
      schemaVersion: 3,
      applied: [{ version: 1 }, { version: 2 }, { version: 3 }],
    });
  });

  it('two processes at once run them once', async () => {
    const connection = await openAs(true);
    await Promise.all([
      migrate(connection, [noting(1), noting(2)]),
      migrate(connection, [noting(1), noting(2)]),
    ]);
    expect(await notes()).toEqual([1, 2]);
  });

  it('one that fails is not recorded, frees the lock and runs again', async () => {
    const connection = await openAs(true);
    let broken = true;
    const fragile: Migration = {
      version: 2,
      name: 'fragile',
      run: async (given: Connection) => {
        if (broken) throw new Error('no');
        await noting(2).run(given);
      },
    };
    await expect(migrate(connection, [noting(1), fragile])).rejects.toThrow('no');
    broken = false;
    await migrate(connection, [noting(1), fragile]);
    expect(await notes()).toEqual([1, 2]);
  });

  it('a lock of a process that died runs out', async () => {
    const connection = await openAs(true);
    const locks = test.db.collection<{ _id: string }>('system');
    const until = new Date(clock.now().getTime() + 600);
    await locks.insertOne({ _id: 'migration-lock', owner: 'gone', until } as { _id: string });
    await migrate(connection, [noting(1)]);
    expect(await notes()).toEqual([1]);
    expect(clock.now() >= until).toBe(true);
  });

  it('a database of a newer program is refused', async () => {
    const connection = await openAs(true);
    await migrate(connection, [noting(1), noting(2)]);
    await expect(migrate(connection, [noting(1)])).rejects.toThrow(/version 2, this program knows only 1/);
  });

  it('the shipped ones count up from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('figures of the last two months are counted anew, streets included', async () => {
    const connection = await openAs(true);
    const counted = (day: string) => ({ _id: `${day}|town`, day, areaId: 'town', total: {} });
    const recent = localDay(clock.now());
    await test.db
      .collection<{ _id: string }>('figures_rollups')
      .insertMany([counted('2020-01-01'), counted(recent)]);
    await migrate(connection, migrations);
    const dirty = await test.db.collection('figures_dirty_days').find().toArray();
    expect(dirty.map(({ _id }) => _id)).toEqual([recent]);
  });

  it('the index of cells that another has replaced is gone, and every other stays', async () => {
    const connection = await openAs(true);
    const issues = test.db.collection('issues');
    const namesOf = async () => (await issues.indexes()).map(({ name }) => name).sort();
    await ensureIndexes();
    const declared = await namesOf();
    await issues.createIndex({ state: 1, cellFine: 1, _id: -1 });
    expect(await namesOf()).toContain('state_1_cellFine_1__id_-1');
    await migrate(connection, migrations);
    expect(await namesOf()).toEqual(declared);
  });
});

import { mongo } from 'mongoose';
import { executed, planOf } from '../support/explain';
import { onRealMongo, openTestDatabase, type TestDatabase } from '../support/store';

type Doc = mongo.BSON.Document;
let database: TestDatabase;
let collection: mongo.Collection<Doc>;
let created = 0;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  collection = database.db.collection(`c${++created}`);
});

describe('unique indexes', () => {
  test('refuse a second document with the key, naming pattern and value', async () => {
    await collection.createIndex({ account: 1, key: 1 }, { unique: true });
    await collection.insertOne({ account: 1, key: 'a' });
    await collection.insertOne({ account: 2, key: 'a' });
    await expect(collection.insertOne({ account: 1, key: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { account: 1, key: 1 },
      keyValue: { account: 1, key: 'a' },
    });
    const message =
      /E11000 duplicate key error collection: \S+ index: account_1_key_1 dup key: { account: 1, key: "a" }/;
    await expect(collection.insertOne({ account: 1, key: 'a' })).rejects.toThrow(message);
    await expect(collection.updateOne({ account: 2 }, { $set: { account: 1 } })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await collection.countDocuments({ account: 1 })).toBe(1);
  });

  test('take a missing field for null', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ b: 1 });
    await expect(collection.insertOne({ b: 2 })).rejects.toMatchObject({ keyValue: { a: null } });
    await expect(collection.insertOne({ a: null })).rejects.toMatchObject({ code: 11000 });
  });

  test('over an array hold each element, but the same twice in one document is fine', async () => {
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ tags: ['x', 'x', 'y'] });
    await expect(collection.insertOne({ tags: ['z', 'y'] })).rejects.toMatchObject({
      code: 11000,
      keyValue: { tags: 'y' },
    });
    await collection.updateOne({ tags: 'x' }, { $pull: { tags: 'y' as never } });
    await collection.insertOne({ tags: ['z', 'y'] });
  });

  test('with a partial filter bind only what the filter matches', async () => {
    await collection.createIndex(
      { key: 1 },
      { unique: true, partialFilterExpression: { key: { $exists: true } } },
    );
    await collection.insertMany([{}, {}, { key: 'a' }]);
    await expect(collection.insertOne({ key: 'a' })).rejects.toMatchObject({ code: 11000 });
    const { insertedId } = await collection.insertOne({ key: 'b' });
    await expect(collection.updateOne({ _id: insertedId }, { $set: { key: 'a' } })).rejects.toMatchObject({
      code: 11000,
    });
    await collection.updateOne({ key: 'a' }, { $unset: { key: '' } });
    await collection.updateOne({ _id: insertedId }, { $set: { key: 'a' } });
  });

  test('sparse ones leave out documents without the field', async () => {
    await collection.createIndex({ key: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{}, {}, { key: 1 }]);
    await expect(collection.insertOne({ key: 1 })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.countDocuments({ key: null })).toBe(2);
    expect(await collection.find({}).sort({ key: 1 }).toArray()).toHaveLength(3);
  });

  test('cannot be built over duplicates, and then are not there', async () => {
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await collection.indexes()).map((i) => i.name)).toEqual(['_id_']);
    await collection.createIndex({ a: 1 });
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });

  test('numbers of different types are one key', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    await expect(collection.insertOne({ a: new mongo.Double(1) })).rejects.toMatchObject({ code: 11000 });
    await expect(collection.insertOne({ a: mongo.Long.fromNumber(1) })).rejects.toMatchObject({
      code: 11000,
    });
    await collection.insertOne({ a: 1.5 });
  });
});

describe('arrays', () => {
  test('two arrays in one compound index are refused', async () => {
    await collection.createIndex({ a: 1, b: 1 });
    await collection.insertOne({ a: [1, 2], b: 3 });
    await collection.insertOne({ a: 1, b: [3, 4] });
    await expect(collection.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    await expect(collection.updateOne({ b: 3 }, { $set: { b: [3] } })).rejects.toMatchObject({ code: 171 });
    expect(await collection.countDocuments({})).toBe(2);
    expect(await collection.countDocuments({ a: 2, b: 3 })).toBe(1);
  });

  test('fields of one array are indexed element by element', async () => {
    await collection.createIndex({ 'a.x': 1, 'a.y': 1 }, { unique: true });
    await collection.insertOne({
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
    });
    await collection.insertOne({ a: [{ x: 1, y: 2 }] });
    await expect(collection.insertOne({ a: [{ x: 2, y: 2 }] })).rejects.toMatchObject({ code: 11000 });
    // The two conditions may be met by different elements.
    expect(await collection.countDocuments({ 'a.x': 1, 'a.y': 2 })).toBe(2);
    expect(await collection.countDocuments({ a: { $elemMatch: { x: 1, y: 2 } } })).toBe(1);
  });

  test('a document is found once, however many of its elements match', async () => {
    await collection.createIndex({ n: 1, _id: 1 });
    await collection.insertMany(
      Array.from({ length: 40 }, (_, i) => ({ _id: i as never, n: [i, i + 1, i + 2] })),
    );
    expect(await collection.find({ n: { $gte: 0 } }).toArray()).toHaveLength(40);
    const merged = await collection
      .find({ n: { $in: [5, 6, 7] } })
      .sort({ _id: 1 })
      .toArray();
    expect(merged.map((d) => d._id)).toEqual([3, 4, 5, 6, 7]);
  });

  test('sorting by an array takes its least element up and its greatest down', async () => {
    await collection.insertMany([
      { _id: 1, n: [5, 1] },
      { _id: 2, n: 3 },
      { _id: 3, n: [2, 9] },
      { _id: 4, n: [] },
      { _id: 5 },
    ] as never[]);
    const order = async (n: 1 | -1) =>
      (await collection.find({}).sort({ n, _id: 1 }).toArray()).map((d) => d._id);
    const both = [await order(1), await order(-1)];
    expect(both).toEqual([
      [4, 5, 1, 3, 2],
      [3, 1, 2, 5, 4],
    ]);
    await collection.createIndex({ n: 1, _id: 1 });
    expect([await order(1), await order(-1)]).toEqual(both);
  });
});

describe('TTL', () => {
  (onRealMongo ? test.skip : test)(
    'documents go once their date is older than the index allows',
    async () => {
      await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
      const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
      await collection.insertMany([
        { at: ago(61) },
        { at: ago(59) },
        { at: [ago(30), ago(90)] },
        { at: 'never' },
        { at: 5 },
        {},
      ]);
      await database.db.admin().command({ gongzhiExpire: 1 });
      expect(await collection.countDocuments({})).toBe(4);
      expect(await collection.countDocuments({ at: { $lt: ago(60) } })).toBe(0);
    },
  );

  test('is listed as it was asked for', async () => {
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    expect(await collection.indexes()).toContainEqual(
      expect.objectContaining({ name: 'at_1', key: { at: 1 }, expireAfterSeconds: 60 }),
    );
  });
});

describe('managing indexes', () => {
  test('the same again is fine; changed options or names are not', async () => {
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    await expect(collection.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
    await expect(collection.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({ code: 86 });
    expect((await collection.indexes()).map((i) => i.name)).toEqual(['_id_', 'a_1']);
  });

  test('dropping', async () => {
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ b: 1 });
    await collection.dropIndex('a_1');
    await expect(collection.dropIndex('a_1')).rejects.toMatchObject({ code: 27 });
    await expect(collection.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await collection.dropIndexes();
    expect((await collection.indexes()).map((i) => i.name)).toEqual(['_id_']);
  });

  test.each<[string, Doc, Doc]>([
    ['a direction of 0', { a: 0 }, {}],
    ['an empty key', {}, {}],
    ['a TTL index over two fields', { a: 1, b: 1 }, { expireAfterSeconds: 5 }],
    ['$ne in a partial filter', { a: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }],
    ['sparse and partial', { a: 1 }, { sparse: true, partialFilterExpression: { a: 1 } }],
  ])('%s is refused', async (_name, key, options) => {
    await collection.insertOne({ a: 1 });
    await expect(collection.createIndex(key as mongo.IndexSpecification, options)).rejects.toMatchObject({
      code: 67,
    });
  });

  if (!onRealMongo)
    test('kinds and options of index that are not there are refused by name', async () => {
      await expect(collection.createIndex({ a: '2dsphere' })).rejects.toThrow(/'2dsphere' is not supported/);
      await expect(collection.createIndex({ a: 'text' })).rejects.toThrow(/'text' is not supported/);
      await expect(collection.createIndex({ a: 1 }, { collation: { locale: 'zh' } })).rejects.toThrow(
        /'collation' is not supported/,
      );
    });
});

describe('collections', () => {
  test('create, list and drop', async () => {
    const { db } = database;
    await db.createCollection('made');
    await expect(db.createCollection('made')).rejects.toMatchObject({ code: 48 });
    expect(await db.listCollections({ name: 'made' }).toArray()).toMatchObject([
      { name: 'made', type: 'collection' },
    ]);
    await db.collection('made').drop();
    expect(await db.listCollections({ name: 'made' }, { nameOnly: true }).toArray()).toEqual([]);
  });

  test('reading what is not there finds nothing; its indexes cannot be listed', async () => {
    expect(await collection.find({}).toArray()).toEqual([]);
    expect(await collection.countDocuments({})).toBe(0);
    expect(await collection.distinct('a')).toEqual([]);
    await expect(collection.listIndexes().toArray()).rejects.toMatchObject({ code: 26 });
  });

  test('an unknown command is refused', async () => {
    await expect(database.db.command({ fooBar: 1 })).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
    });
  });

  test('a document that is too large is refused', async () => {
    await collection.insertOne({ _id: 1 as never, a: 'x'.repeat(9 * 1024 * 1024) });
    const grow = collection.updateOne({ _id: 1 as never }, { $set: { b: 'x'.repeat(9 * 1024 * 1024) } });
    await expect(grow).rejects.toMatchObject({ code: 17419 });
    expect(await collection.findOne({ b: { $exists: true } })).toBeNull();
  });
});

describe('cursors', () => {
  test('batches go on where the last ended, while documents come and go', async () => {
    await collection.createIndex({ n: 1 });
    await collection.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const cursor = collection
      .find({ n: { $gte: 100 } })
      .sort({ n: 1 })
      .batchSize(50);
    const seen: number[] = [];
    for await (const { n } of cursor) {
      seen.push(n);
      if (n === 200) {
        await collection.deleteMany({ n: { $gte: 300, $lt: 400 } });
        await collection.insertOne({ n: 50 });
      }
    }
    expect(seen).toEqual(Array.from({ length: 400 }, (_, i) => i + 100).filter((n) => n < 300 || n >= 400));
  });

  test('a batch ends before it gets too large for a message', async () => {
    await collection.insertMany(Array.from({ length: 30 }, (_, n) => ({ n, text: 'x'.repeat(1024 * 1024) })));
    expect(await collection.find({}).toArray()).toHaveLength(30);
  });

  test('a cursor that was closed is gone', async () => {
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const { cursor } = await database.db.command({ find: collection.collectionName, batchSize: 2 });
    const getMore = { getMore: cursor.id, collection: collection.collectionName };
    expect(await database.db.command({ ...getMore, batchSize: 2 })).toMatchObject({
      cursor: { nextBatch: [{ n: 2 }, { n: 3 }] },
    });
    await database.db.command({ killCursors: collection.collectionName, cursors: [cursor.id] });
    await expect(database.db.command(getMore)).rejects.toMatchObject({ code: 43 });
  });

  test('limit, skip and single batches', async () => {
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const numbers = async (options: mongo.FindOptions) =>
      (await collection.find({}, { sort: { n: 1 }, ...options }).toArray()).map((d) => d.n);
    expect(await numbers({ limit: 3 })).toEqual([0, 1, 2]);
    expect(await numbers({ skip: 7 })).toEqual([7, 8, 9]);
    expect(await numbers({ skip: 2, limit: 2, batchSize: 1 })).toEqual([2, 3]);
    expect(await numbers({ skip: 50 })).toEqual([]);
  });
});

describe('the plan', () => {
  beforeEach(async () => {
    await collection.insertMany(
      Array.from({ length: 600 }, (_, i) => ({
        _id: i as never,
        state: i % 3 ? 'open' : 'closed',
        org: i % 10,
        n: i,
        text: `t${i % 50}`,
      })),
    );
  });

  test.each<[name: string, keys: Doc[], filter: Doc, sort: mongo.Sort, index: string]>([
    ['equality', [{ org: 1 }], { org: 3 }, {}, 'org_1'],
    ['a range', [{ n: 1 }], { n: { $gt: 590 } }, {}, 'n_1'],
    ['the first field of a compound index', [{ org: 1, n: 1 }], { org: 3 }, {}, 'org_1_n_1'],
    ['equality and the order', [{ org: 1, n: -1 }], { org: 3 }, { n: -1 }, 'org_1_n_-1'],
    ['the order backward', [{ org: 1, n: -1 }], { org: 3 }, { n: 1 }, 'org_1_n_-1'],
    [
      'equality, range and order on one field',
      [{ org: 1, n: 1 }],
      { org: 3, n: { $lt: 100 } },
      { n: 1 },
      'org_1_n_1',
    ],
    ['the order alone', [{ n: 1 }], {}, { n: -1 }, 'n_1'],
    [
      'the index that says more',
      [{ state: 1 }, { state: 1, org: 1 }],
      { state: 'open', org: 3 },
      {},
      'state_1_org_1',
    ],
    ['the beginning of a text', [{ text: 1 }], { text: /^t4/ }, {}, 'text_1'],
    ['_id', [{ n: 1 }], { _id: 5 }, {}, '_id_'],
  ])('%s', async (_name, keys, filter, sort, index) => {
    for (const key of keys) await collection.createIndex(key as mongo.IndexSpecification);
    const plan = await planOf(collection.find(filter).sort(sort));
    expect(plan.indexes.length ? plan.indexes : ['_id_']).toEqual([index]);
    expect(plan.stages).not.toContain('COLLSCAN');
    expect(plan.stages).not.toContain('SORT');
  });

  test('without an index it says so', async () => {
    expect((await planOf(collection.find({ org: 3 }).sort({ n: 1 }))).stages).toEqual(
      expect.arrayContaining(['COLLSCAN', 'SORT']),
    );
  });

  test('an order the index does not have is sorted', async () => {
    await collection.createIndex({ org: 1, n: 1, text: 1 });
    expect((await planOf(collection.find({ org: 3 }).sort({ n: 1, text: -1 }))).stages).toContain('SORT');
    expect((await planOf(collection.find({ org: { $gt: 3 } }).sort({ n: 1 }))).stages).toContain('SORT');
  });

  test('$in with an order is merged, reading no more than it needs', async () => {
    await collection.createIndex({ org: 1, n: -1 });
    const cursor = () =>
      collection
        .find({ org: { $in: [1, 4, 7] } })
        .sort({ n: -1 })
        .limit(5);
    const plan = await planOf(cursor());
    expect(plan.stages).toContain('SORT_MERGE');
    expect(plan.stages).not.toContain('SORT');
    expect((await cursor().toArray()).map((d) => d.n)).toEqual([597, 594, 591, 587, 584]);
    expect((await executed(cursor())).docs).toBeLessThanOrEqual(8);
  });

  test.each<[string, take: (i: number) => boolean]>([
    ['close together', (i) => i > 100 && i < 400],
    ['every second one', (i) => i % 2 === 0],
    ['far apart', (i) => i % 37 === 0],
    ['first far apart, then close together', (i) => i % 37 === 0 || i > 400],
  ])('many values of one field, %s, are met in either order', async (_, take) => {
    await collection.createIndex({ tags: 1, n: -1 });
    await collection.updateMany({ n: { $mod: [3, 0] } }, { $set: { tags: ['a', 'b'] } });
    // Some of those asked for are not there, and some lie behind the last that is.
    const asked = Array.from({ length: 800 }, (_, i) => i).filter(take);
    const there = asked.filter((n) => n % 3 === 0 && n < 600);
    for (const direction of [1, -1] as const) {
      const cursor = () => collection.find({ tags: 'a', n: { $in: asked } }).sort({ n: direction });
      expect((await planOf(cursor())).stages).not.toContain('SORT');
      const found = (await cursor().batchSize(7).toArray()).map(({ n }) => n);
      expect(found).toEqual(direction === 1 ? there : [...there].reverse());
      expect(await cursor().skip(3).limit(5).toArray()).toHaveLength(Math.min(5, there.length - 3));
    }
  });

  test('many values with many entries each are read to their ends', async () => {
    await collection.insertMany(
      Array.from({ length: 900 }, (_, i) => ({ _id: (1000 + i) as never, org: 100 + (i % 30), n: i })),
    );
    await collection.createIndex({ org: 1, n: 1 });
    const asked = Array.from({ length: 60 }, (_, i) => 95 + i);
    const found = await collection
      .find({ org: { $in: asked } })
      .sort({ org: 1, n: 1 })
      .toArray();
    expect(found).toHaveLength(900);
    expect(found.map(({ org, n }) => org * 1000 + n)).toEqual(
      Array.from(
        { length: 900 },
        (_, i) => (100 + Math.floor(i / 30)) * 1000 + Math.floor(i / 30) + 30 * (i % 30),
      ),
    );
    expect(await collection.countDocuments({ org: { $in: asked }, n: { $gte: 450 } })).toBe(450);
  });

  test('$or takes an index for each branch', async () => {
    await collection.createIndex({ org: 1 });
    await collection.createIndex({ n: 1 });
    const cursor = () => collection.find({ $or: [{ org: 3, state: 'open' }, { n: { $gte: 598 } }] });
    const plan = await planOf(cursor());
    expect(plan.stages).not.toContain('COLLSCAN');
    expect([...plan.indexes].sort()).toEqual(['n_1', 'org_1']);
    expect(await cursor().toArray()).toHaveLength(42);
  });

  test('$or reads no further than asked when nobody asked for an order', async () => {
    await collection.createIndex({ n: 1 });
    const either = { $or: [{ n: { $lt: 200 } }, { n: { $gte: 400 } }] };
    const cursor = () => collection.find(either).limit(10);
    expect(await cursor().toArray()).toHaveLength(10);
    expect((await executed(cursor())).keys).toBeLessThanOrEqual(11);
    const last = await collection.find(either).sort({ state: 1, n: -1 }).limit(1).toArray();
    expect(last).toEqual(
      await collection
        .find(either)
        .sort({ state: 1, n: -1 })
        .toArray()
        .then((all) => all.slice(0, 1)),
    );
  });

  test('a partial index serves only filters that are certain to lie inside it', async () => {
    await collection.createIndex({ n: 1 }, { name: 'open', partialFilterExpression: { state: 'open' } });
    const names = async (filter: Doc) => (await planOf(collection.find(filter))).indexes;
    expect(await names({ state: 'open', n: { $gt: 5 } })).toEqual(['open']);
    expect(await names({ state: 'closed', n: { $gt: 5 } })).toEqual([]);
    expect(await names({ n: { $gt: 5 } })).toEqual([]);
    expect(await names({ state: { $in: ['open', 'closed'] }, n: 5 })).toEqual([]);
    expect(await collection.countDocuments({ n: { $lt: 6 } })).toBe(6);
    expect(await collection.countDocuments({ n: { $lt: 6 }, state: 'open' })).toBe(4);
  });

  test('a range inside a partial range', async () => {
    await collection.createIndex({ n: 1 }, { name: 'high', partialFilterExpression: { n: { $gte: 100 } } });
    const names = async (filter: Doc) => (await planOf(collection.find(filter))).indexes;
    expect(await names({ n: { $gt: 100 } })).toEqual(['high']);
    expect(await names({ n: 150 })).toEqual(['high']);
    expect(await names({ n: { $gte: 99 } })).toEqual([]);
  });

  test('a hint is followed, and refused when there is no such index', async () => {
    await collection.createIndex({ org: 1 });
    await collection.createIndex({ n: 1 });
    const plan = await planOf(collection.find({ n: 5, org: 5 }).hint('org_1'));
    expect(plan.indexes).toEqual(['org_1']);
    expect((await planOf(collection.find({ n: 5 }).hint({ $natural: 1 }))).stages).toContain('COLLSCAN');
    await expect(collection.find({}).hint('nothing').toArray()).rejects.toMatchObject({ code: 2 });
  });

  test('a count needs no documents', async () => {
    await collection.createIndex({ state: 1, n: 1 });
    expect(await collection.countDocuments({ state: 'open', n: { $gte: 300 } })).toBe(200);
    expect(
      await collection.countDocuments({ state: 'open', n: { $gte: 300 } }, { skip: 10, limit: 50 }),
    ).toBe(50);
    expect(await collection.estimatedDocumentCount()).toBe(600);
  });
});

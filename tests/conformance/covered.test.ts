import { mongo } from 'mongoose';
import { executed } from '../support/explain';
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
  collection = database.db.collection(`covered${++created}`);
});

const at = new Date('2026-11-24T02:00:00Z');
const ids = Array.from({ length: 8 }, (_, i) => new mongo.ObjectId(String(i).padStart(24, '0')));
const docs: Doc[] = [
  { _id: ids[0], a: 'x', b: at, c: 'plain', rest: 1 },
  { _id: ids[1], a: 'x', b: new Date(-5), c: 'zero \0 inside', rest: 2 },
  { _id: ids[2], a: 'x', b: null, c: '中文', rest: 3 },
  { _id: ids[3], a: 'x', c: '', rest: 4 },
  { _id: ids[4], a: 'xy', b: at, c: 'longer', rest: 5 },
  { _id: ids[5], b: at, c: 'without', rest: 6 },
  { _id: ids[6], a: 7, b: 1.5, c: 'numbers', rest: 7 },
  { _id: ids[7], a: 'z', b: at, rest: 8 },
];
const key = { a: 1, b: -1, c: -1, _id: 1 } as const;

describe('a query whose index holds all it asks for', () => {
  beforeEach(async () => {
    await collection.insertMany(docs as never[]);
    await collection.createIndex(key);
  });

  test.each<[string, Doc]>([
    ['one value', { a: 'x' }],
    ['a range', { a: { $gte: 'x', $lt: 'z' } }],
    ['several values', { a: { $in: ['x', 'z'] }, c: { $ne: '' } }],
    ['nothing there', { a: 'x', b: null }],
    ['something there', { a: 'x', b: { $exists: true } }],
    ['numbers', { a: 7 }],
  ])('gives the same as one that reads the documents: %s', async (_, filter) => {
    const sort = { _id: 1 } as const;
    const projection = { a: 1, b: 1, c: 1 };
    const whole = await collection.find(filter, { sort, hint: { $natural: 1 } }).toArray();
    const expected = whole.map(({ rest: _rest, ...doc }) => doc);
    expect(await collection.find(filter, { sort, projection, hint: key }).toArray()).toEqual(expected);
    const onlyIds = await collection.find(filter, { sort, projection: { _id: 1 }, hint: key }).toArray();
    expect(onlyIds).toEqual(expected.map(({ _id }) => ({ _id })));
  });

  test('does not look at documents', async () => {
    const query = collection.find({ a: { $gte: 'xy' } }, { projection: { _id: 1 }, hint: key });
    expect(await executed(query)).toMatchObject({ returned: 2, docs: 0 });
  });

  test('with the branches of an $or gives each document once', async () => {
    const filter = { $or: [{ a: 'x' }, { a: { $gte: 'x', $lte: 'xy' } }, { a: 'z' }], c: { $ne: '' } };
    const found = await collection.find(filter, { projection: { _id: 1 }, hint: key }).toArray();
    const sorted = found.map(({ _id }) => String(_id)).sort();
    expect(sorted).toEqual([0, 1, 2, 4, 7].map((i) => String(ids[i])));
  });
});

test('is put in order by a field within a field all the same', async () => {
  await collection.insertMany([
    { _id: ids[0], a: { b: 'x' }, c: '1' },
    { _id: ids[1], a: { b: 'y' }, c: '2' },
  ] as never[]);
  const key = { 'a.b': 1, c: 1, _id: 1 } as const;
  await collection.createIndex(key);
  const asked = { projection: { _id: 1 }, hint: key };
  const one = collection.find({ 'a.b': { $in: ['x', 'y'] } }, asked).sort({ 'a.b': -1, c: 1 });
  expect((await one.toArray()).map(({ _id }) => _id)).toEqual([ids[1], ids[0]]);
  const other = collection.find({ 'a.b': { $gt: 'a' } }, asked).sort({ c: -1, 'a.b': 1 });
  expect((await other.toArray()).map(({ _id }) => _id)).toEqual([ids[1], ids[0]]);
});

describe('a query for one element of an array', () => {
  const key = { tags: 1, _id: -1 } as const;
  beforeEach(async () => {
    const tags = [['a'], ['a', 'b'], ['b', 'a', 'a'], [], ['c'], 'a', null, [['a']]];
    await collection.insertMany(
      tags.map((tags, i) => ({ _id: ids[i], tags, rest: i })).concat({ rest: 8 } as never) as never[],
    );
    await collection.createIndex(key);
  });
  const told = async (filter: Doc, projection: Doc, sort: 1 | -1 = -1) => {
    const query = () => collection.find(filter, { projection, hint: key }).sort({ _id: sort });
    const whole = collection.find(filter, { projection, hint: { $natural: 1 } }).sort({ _id: sort });
    expect(await query().toArray()).toEqual(await whole.toArray());
    return executed(query());
  };

  test('does not look at documents for what else the index holds', async () => {
    expect(await told({ tags: 'a' }, { _id: 1 })).toMatchObject({ returned: 4, docs: 0 });
    const between = { tags: 'a', _id: { $gt: ids[0], $lt: ids[5] } } as Doc;
    expect(await told(between, { _id: 1 }, 1)).toMatchObject({ returned: 2, docs: 0 });
    expect(await told({ tags: null }, { _id: 1 })).toMatchObject({ returned: 2, docs: 0 });
    const some = { tags: 'a', _id: { $in: [ids[1], ids[4], ids[5]] } } as Doc;
    expect(await told(some, { _id: 1 })).toMatchObject({ returned: 2, docs: 0 });
  });

  test.each<[string, Doc, Doc]>([
    ['the array itself', { tags: 'a' }, { tags: 1 }],
    ['a field beside the index', { tags: 'a', rest: { $lt: 5 } }, { _id: 1 }],
    ['several elements', { tags: { $all: ['a', 'b'] } }, { _id: 1 }],
    ['one of several', { tags: { $in: ['a', 'b'] } }, { _id: 1 }],
    ['none of them', { tags: { $ne: 'a' } }, { _id: 1 }],
    ['an empty array', { tags: [] }, { _id: 1 }],
    ['an array in it', { tags: ['a'] }, { _id: 1 }],
    ['a range', { tags: { $gte: 'a', $lt: 'b' } }, { _id: 1 }],
  ])('looks at them for %s', async (_, filter, projection) => {
    const { returned, docs } = await told(filter, projection);
    expect(docs).toBeGreaterThanOrEqual(returned);
  });
});

test('whole fields are kept or left out in the order they are stored in', async () => {
  const doc = { _id: 1, a: { b: [1, { c: 2 }] }, é: 'umlaut', n: null, list: [], last: 'end' };
  await collection.insertOne(doc as never);
  const keysOf = async (projection: Doc) =>
    Object.entries((await collection.findOne({}, { projection })) ?? {});
  const { _id, a, n, list, last } = doc;
  expect(await keysOf({ last: 1, a: 1, missing: 1 })).toEqual(Object.entries({ _id, a, last }));
  expect(await keysOf({ é: 0, list: 0, missing: 0 })).toEqual(Object.entries({ _id, a, n, last }));
  expect(await keysOf({ _id: 0, n: 1, list: 1 })).toEqual(Object.entries({ n, list }));
  expect(await keysOf({ _id: 0 })).toHaveLength(5);
  expect(await keysOf({ last: 0 })).toHaveLength(5);
});

describe('counting', () => {
  beforeEach(async () => {
    const tags = [['x', 'x', 'y'], ['x'], [], ['y'], null, 'x', [['x']]];
    await collection.insertMany(tags.map((each, _id) => ({ _id, tags: each, n: _id % 2 })) as never[]);
    await collection.createIndex({ tags: 1, n: 1 });
  });

  test.each<[Doc, number]>([
    [{ tags: 'x' }, 3],
    [{ tags: 'x', n: 1 }, 2],
    [{ tags: 'x', n: { $lt: 1 } }, 1],
    [{ tags: { $in: ['x', 'y'] } }, 4],
    [{ tags: { $all: ['x', 'y'] } }, 1],
    [{ tags: null }, 1],
  ])('%j in an array counts each document once', async (filter, count) => {
    expect(await collection.countDocuments(filter)).toBe(count);
    expect(await collection.countDocuments(filter, { hint: { $natural: 1 } })).toBe(count);
  });

  test('goes no further than asked', async () => {
    expect(await collection.countDocuments({ tags: 'x' }, { limit: 2 })).toBe(2);
    expect(await collection.countDocuments({ tags: 'x' }, { limit: 2, skip: 2 })).toBe(1);
    expect(await collection.countDocuments({ tags: 'x' }, { limit: 9 })).toBe(3);
  });
});

(onRealMongo ? test.skip : test)('of indexes built together all are there or none', async () => {
  await collection.insertMany([
    { a: 1, b: 1 },
    { a: 2, b: 1 },
  ] as never[]);
  const both: mongo.IndexDescription[] = [
    { key: { a: 1 }, name: 'a' },
    { key: { b: 1 }, name: 'b', unique: true },
  ];
  await expect(collection.createIndexes(both)).rejects.toMatchObject({ code: 11000 });
  expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  await collection.deleteOne({ a: 2 });
  await collection.createIndexes(both);
  expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a', 'b']);
});

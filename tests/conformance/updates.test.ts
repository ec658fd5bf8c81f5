import { mongo } from 'mongoose';
import { onRealMongo, openTestDatabase, type TestDatabase } from '../support/store';

const { Double, Int32, Long } = mongo.BSON;
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

type Case = [
  name: string,
  before: Doc,
  update: Doc,
  after: Doc,
  options?: { arrayFilters?: Doc[]; filter?: Doc },
];
const one = new Double(1);
const cases: Case[] = [
  // $set and $unset
  ['$set replaces and adds', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
  ['$set makes what is missing on a path', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set on a position', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
  ['$set past the end fills with null', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
  ['$set inside an object of an array', { a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { a: [{ b: 2 }] }],
  ['$set of a number name makes an object', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['new fields come in the order of their names', { z: 1 }, { $set: { c: 1, b: 1 } }, { z: 1, b: 1, c: 1 }],
  [
    'new number fields come in the order of the numbers',
    { a: {} },
    { $set: { 'a.10': 1, 'a.9': 1 } },
    { a: { 9: 1, 10: 1 } },
  ],
  ['$set of null', { a: 1 }, { $set: { a: null } }, { a: null }],
  ['$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset on a path', { a: { b: 1, c: 2 } }, { $unset: { 'a.b': 1 } }, { a: { c: 2 } }],
  ['$unset in an array leaves null', { a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
  ['$unset of what is not there', { a: 1 }, { $unset: { b: '', 'a.b': '', 'c.d': '' } }, { a: 1 }],
  ['$setOnInsert does nothing to what exists', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  // Numbers
  ['$inc', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  ['$inc on a path', { a: { b: 1 } }, { $inc: { 'a.b': 1, 'a.c': 5 } }, { a: { b: 2, c: 5 } }],
  ['$mul', { a: 3 }, { $mul: { a: 4 } }, { a: 12 }],
  ['$mul of a missing field is zero', {}, { $mul: { a: 4 } }, { a: 0 }],
  ['$min keeps the lower', { a: 5, b: 5 }, { $min: { a: 3, b: 9, c: 1 } }, { a: 3, b: 5, c: 1 }],
  ['$max keeps the higher', { a: 5, b: 5 }, { $max: { a: 3, b: 9, c: 1 } }, { a: 5, b: 9, c: 1 }],
  ['$max compares over types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  // Arrays
  ['$push', { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
  ['$push of an array is one element', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
  ['$push with $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    '$push with $position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push with a position from the end',
    { a: [1, 4] },
    { $push: { a: { $each: [2], $position: -1 } } },
    { a: [1, 2, 4] },
  ],
  [
    '$push with $slice keeps the first',
    { a: [1] },
    { $push: { a: { $each: [2, 3], $slice: 2 } } },
    { a: [1, 2] },
  ],
  [
    '$push with a negative $slice keeps the last',
    { a: [1] },
    { $push: { a: { $each: [2, 3], $slice: -2 } } },
    { a: [2, 3] },
  ],
  ['$push with $slice 0', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
  ['$push with $sort', { a: [3] }, { $push: { a: { $each: [1, 2], $sort: -1 } } }, { a: [3, 2, 1] }],
  [
    '$push with $sort by a field and $slice',
    { a: [{ s: 3 }] },
    { $push: { a: { $each: [{ s: 1 }, { s: 2 }], $sort: { s: 1 }, $slice: 2 } } },
    { a: [{ s: 1 }, { s: 2 }] },
  ],
  ['$addToSet', { a: [1] }, { $addToSet: { a: 1, b: 2 } }, { a: [1], b: [2] }],
  [
    '$addToSet compares whole values',
    { a: [{ x: 1, y: 1 }] },
    { $addToSet: { a: { y: 1, x: 1 } } },
    {
      a: [
        { x: 1, y: 1 },
        { y: 1, x: 1 },
      ],
    },
  ],
  ['$addToSet with $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } }, { a: [1, 2, 3] }],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by operators', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  [
    '$pull objects by a condition',
    { a: [{ b: 1, c: 1 }, { b: 2 }] },
    { $pull: { a: { b: 1 } } },
    { a: [{ b: 2 }] },
  ],
  [
    '$pull objects by $or',
    { a: [{ b: 1 }, { b: 2 }, { b: 3 }] },
    { $pull: { a: { $or: [{ b: 1 }, { b: 3 }] } } },
    { a: [{ b: 2 }] },
  ],
  ['$pull from nothing', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ['$pop first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$pop of an empty and of no array', { a: [] }, { $pop: { a: 1, b: 1 } }, { a: [] }],
  // $rename
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
  ['$rename over an existing field', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$rename into another object', { a: { x: 1 } }, { $rename: { 'a.x': 'b.y' } }, { a: {}, b: { y: 1 } }],
  ['$rename of nothing', { b: 2 }, { $rename: { a: 'c' } }, { b: 2 }],
  // Positions
  [
    '$ is the element the value matched',
    { a: [1, 5, 9] },
    { $set: { 'a.$': 0 } },
    { a: [1, 0, 9] },
    { filter: { a: 5 } },
  ],
  [
    '$ with a condition on a field',
    { a: [{ k: 1 }, { k: 2, n: 0 }] },
    { $inc: { 'a.$.n': 1 } },
    { a: [{ k: 1 }, { k: 2, n: 1 }] },
    { filter: { 'a.k': 2 } },
  ],
  [
    '$ with $elemMatch',
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 2 },
      ],
    },
    { $set: { 'a.$.n': 9 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 9 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 1, n: 2 } } } },
  ],
  [
    '$ with a comparison',
    { a: [1, 5, 9] },
    { $unset: { 'a.$': '' } },
    { a: [1, 5, null] },
    { filter: { a: { $gt: 6 } } },
  ],
  ['$[] is every element', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[] with a field behind it',
    { a: [{ n: 1 }, {}] },
    { $set: { 'a.$[].n': 5 } },
    { a: [{ n: 5 }, { n: 5 }] },
  ],
  [
    '$[name] by a value',
    { a: [1, 5, 9] },
    { $set: { 'a.$[big]': 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ big: { $gte: 5 } }] },
  ],
  [
    '$[name] by a field',
    { a: [{ k: 'x' }, { k: 'y' }] },
    { $set: { 'a.$[e].done': true } },
    { a: [{ k: 'x' }, { k: 'y', done: true }] },
    { arrayFilters: [{ 'e.k': 'y' }] },
  ],
  [
    '$[name] in $[]',
    { a: [{ b: [1, 2] }, { b: [2] }] },
    { $set: { 'a.$[].b.$[x]': 0 } },
    { a: [{ b: [1, 0] }, { b: [0] }] },
    { arrayFilters: [{ x: 2 }] },
  ],
  [
    '$push into the matched element',
    { a: [{ k: 1, b: [] }] },
    { $push: { 'a.$.b': 7 } },
    { a: [{ k: 1, b: [7] }] },
    { filter: { 'a.k': 1 } },
  ],
  [
    'several operators at once',
    { a: 1, b: [1], c: 1 },
    { $inc: { a: 1 }, $push: { b: 2 }, $unset: { c: '' }, $set: { d: 1 } },
    { a: 2, b: [1, 2], d: 1 },
  ],
  ['an empty $set', { a: 1 }, { $set: {} }, { a: 1 }],
];

test.each(cases)('%s', async (_name, before, update, after, { arrayFilters, filter } = {}) => {
  await collection.createIndexes([{ key: { a: 1 } }, { key: { 'a.k': 1 } }, { key: { b: 1 }, name: 'b' }]);
  await collection.insertOne({ _id: 7 as never, ...before });
  const result = await collection.updateOne({ ...filter }, update, arrayFilters ? { arrayFilters } : {});
  const found = await collection.findOne({});
  expect(found).toEqual({ _id: 7, ...after });
  expect(Object.keys(found ?? {})).toEqual(['_id', ...Object.keys(after)]);
  const changed = JSON.stringify(before) !== JSON.stringify(after);
  expect(result).toMatchObject({ matchedCount: 1, modifiedCount: changed ? 1 : 0, upsertedCount: 0 });
});

const refused: [name: string, before: Doc, update: Doc, code: number, options?: { arrayFilters?: Doc[] }][] =
  [
    ['an unknown operator', {}, { $foo: { a: 1 } }, 9],
    ['an operator without an object', {}, { $set: 5 }, 9],
    ['$inc on text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc on null', { a: null }, { $inc: { a: 1 } }, 14],
    ['$inc by text', { a: 1 }, { $inc: { a: '1' } }, 14],
    ['$mul on text', { a: 'x' }, { $mul: { a: 1 } }, 14],
    ['$inc past 64 bits', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$push to null', { a: null }, { $push: { a: 1 } }, 2],
    ['$push with an unknown clause', { a: [] }, { $push: { a: { $each: [1], $foo: 1 } } }, 2],
    ['$push with $each that is no array', { a: [] }, { $push: { a: { $each: 1 } } }, 2],
    [
      '$push with a $slice that is no whole number',
      { a: [] },
      { $push: { a: { $each: [1], $slice: 1.5 } } },
      2,
    ],
    ['$addToSet to a number', { a: 1 }, { $addToSet: { a: 1 } }, 2],
    ['$pull from a number', { a: 1 }, { $pull: { a: 1 } }, 2],
    ['$pullAll with a value', { a: [1] }, { $pullAll: { a: 1 } }, 2],
    ['$pop of a number', { a: 1 }, { $pop: { a: 1 } }, 14],
    ['$pop by 2', { a: [1] }, { $pop: { a: 2 } }, 9],
    ['$set through a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['$set through null', { a: null }, { $set: { 'a.b': 1 } }, 28],
    ['$set of a field of an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
    ['$inc through text', { a: 'x' }, { $inc: { 'a.b': 1 } }, 28],
    ['the same path twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and one below it', {}, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['$rename onto a path that is set', { a: 1 }, { $rename: { a: 'b' }, $set: { b: 1 } }, 40],
    ['another _id', {}, { $set: { _id: 8 } }, 66],
    ['no _id', {}, { $unset: { _id: '' } }, 66],
    ['an empty name in a path', {}, { $set: { 'a.': 1 } }, 56],
    ['a position without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['$[] on no array', { a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
    ['$[] on nothing', {}, { $set: { 'a.$[]': 1 } }, 2],
    ['$[name] without a filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
    ['an array filter that is not used', { a: [1] }, { $set: { b: 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
    ['$currentDate of an unknown type', {}, { $currentDate: { a: { $type: 'x' } } }, 2],
    ['$rename to a number', { a: 1 }, { $rename: { a: 5 } }, 2],
  ];

test.each(refused)('refused: %s', async (_name, before, update, code, options = {}) => {
  await collection.insertOne({ _id: 7 as never, ...before });
  await expect(collection.updateOne({ _id: 7 as never }, update, options)).rejects.toMatchObject({ code });
  await expect(collection.findOneAndUpdate({ _id: 7 as never }, update, options)).rejects.toMatchObject({
    code,
  });
  const found = await collection.findOne({}, { promoteLongs: false });
  expect(found).toEqual({ _id: 7, ...before });
});

if (!onRealMongo) {
  test('what MongoDB has and the embedded store does not is refused by name', async () => {
    await collection.insertOne({ a: [1], b: 1 });
    const pipeline = collection.updateOne({}, [{ $set: { a: 1 } }]);
    await expect(pipeline).rejects.toThrow(/update pipeline is not supported by the embedded store/);
    await expect(collection.updateOne({}, { $bit: { b: { and: 1 } } })).rejects.toThrow(
      /\$bit is not supported/,
    );
    const collated = collection.updateOne({ b: 1 }, { $set: { b: 2 } }, { collation: { locale: 'zh' } });
    await expect(collated).rejects.toThrow(/'collation' of update is not supported/);
    const twice = collection.updateOne({ a: { $gt: 0, $lt: 2 } }, { $set: { 'a.$': 1 } });
    await expect(twice).rejects.toThrow(/ambiguous/);
  });
}

describe('number types', () => {
  const types = async (before: unknown, update: Doc) => {
    await collection.insertOne({ n: before });
    await collection.updateOne({}, update);
    const kinds = ['int', 'long', 'double'];
    const found = await Promise.all(kinds.map((kind) => collection.countDocuments({ n: { $type: kind } })));
    return { type: kinds[found.indexOf(1)], value: Number((await collection.findOne({}))?.n) };
  };
  test.each([
    ['int and int stay int', new Int32(1), new Int32(2), 'int', 3],
    ['int past 32 bits becomes long', new Int32(2 ** 31 - 1), new Int32(1), 'long', 2 ** 31],
    ['long stays long', Long.fromNumber(1), new Int32(1), 'long', 2],
    ['double stays double', new Double(0.5), new Double(0.5), 'double', 1],
    ['int and double become double', new Int32(1), one, 'double', 2],
  ])('$inc: %s', async (_name, before, by, type, value) => {
    expect(await types(before, { $inc: { n: by } })).toEqual({ type, value });
  });
  test('$set keeps the type it is given', async () => {
    expect(await types(5, { $set: { n: new Double(3) } })).toEqual({ type: 'double', value: 3 });
  });
  test('a document keeps its types when another field changes', async () => {
    expect(await types(new Double(3), { $set: { other: 1 } })).toEqual({ type: 'double', value: 3 });
  });
});

describe('replacement', () => {
  test('keeps the _id and nothing else', async () => {
    await collection.insertOne({ _id: 1 as never, a: 1, b: 2 });
    expect(await collection.replaceOne({ _id: 1 as never }, { c: 3 })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await collection.findOne({})).toEqual({ _id: 1, c: 3 });
  });
  test('with another _id is refused', async () => {
    await collection.insertOne({ _id: 1 as never });
    await expect(collection.replaceOne({ _id: 1 as never }, { _id: 2 })).rejects.toMatchObject({ code: 66 });
  });
});

describe('upsert', () => {
  const upsert = async (filter: Doc, update: Doc) => {
    const { upsertedId } = await collection.updateOne(filter, update, { upsert: true });
    return { upsertedId, doc: await collection.findOne({}) };
  };
  test.each<[string, Doc, Doc, Doc]>([
    [
      'equalities become fields',
      { _id: 1, a: 2, b: { $eq: 3 }, c: { $gt: 5 } },
      { $set: { d: 4 } },
      { _id: 1, a: 2, b: 3, d: 4 },
    ],
    [
      'equalities inside $and',
      { $and: [{ _id: 1 }, { 'a.b': 2 }] },
      { $inc: { n: 1 } },
      { _id: 1, a: { b: 2 }, n: 1 },
    ],
    ['$setOnInsert counts', { _id: 1 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { _id: 1, a: 1, b: 2 }],
    ['$push makes the array', { _id: 1 }, { $push: { a: 1 } }, { _id: 1, a: [1] }],
    ['the update wins over the filter', { _id: 1, a: 2 }, { $set: { a: 3 } }, { _id: 1, a: 3 }],
    ['the _id may come from the update', { a: 1 }, { $set: { _id: 9 } }, { _id: 9, a: 1 }],
    ['$unset leaves the field out', { _id: 1, a: 2 }, { $unset: { a: '' } }, { _id: 1 }],
  ])('%s', async (_name, filter, update, expected) => {
    const { upsertedId, doc } = await upsert(filter, update);
    expect(doc).toEqual(expected);
    expect(upsertedId).toEqual(expected._id);
  });
  test('an _id is made when none is given, and comes first', async () => {
    const { upsertedId, doc } = await upsert({ a: 1 }, { $set: { b: 1 } });
    expect(upsertedId).toBeInstanceOf(mongo.ObjectId);
    expect(Object.keys(doc ?? {})[0]).toBe('_id');
  });
  test('a replacement takes only the _id of the filter', async () => {
    await collection.replaceOne({ _id: 1 as never, a: 5 }, { b: 1 }, { upsert: true });
    expect(await collection.findOne({})).toEqual({ _id: 1, b: 1 });
  });
  test('does not insert when something matched', async () => {
    await collection.insertOne({ a: 1 });
    const result = await collection.updateOne({ a: 1 }, { $set: { a: 1 } }, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0, upsertedCount: 0 });
  });
  test('an ambiguous equality is refused', async () => {
    const twice = collection.updateOne({ $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } }, { upsert: true });
    await expect(twice).rejects.toMatchObject({ code: 54 });
  });
});

describe('many', () => {
  test('updateMany changes every match and counts the changed', async () => {
    await collection.insertMany([{ a: 1 }, { a: 2 }, { a: 2, b: 1 }]);
    expect(await collection.updateMany({ a: 2 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
  });
  test('an update that moves documents in the index it came from meets each once', async () => {
    await collection.createIndex({ n: 1 });
    await collection.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));
    await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
    expect(await collection.countDocuments({ n: { $gte: 1000, $lt: 1300 } })).toBe(300);
  });
  test('deleteMany and deleteOne', async () => {
    await collection.insertMany([{ a: 1 }, { a: 1 }, { a: 1 }]);
    expect(await collection.deleteOne({ a: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await collection.deleteMany({ a: 1 })).toMatchObject({ deletedCount: 2 });
  });
  test('an ordered batch stops at the first refusal, an unordered one goes on', async () => {
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    await expect(collection.insertMany(docs)).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
    await expect(collection.insertMany(docs, { ordered: false })).rejects.toMatchObject({
      code: 11000,
      insertedCount: 1,
    });
    expect(await collection.countDocuments({})).toBe(2);
  });
  test('bulkWrite', async () => {
    const result = await collection.bulkWrite([
      { insertOne: { document: { a: 1 } } },
      { updateOne: { filter: { a: 1 }, update: { $set: { b: 1 } } } },
      { updateOne: { filter: { a: 2 }, update: { $set: { b: 1 } }, upsert: true } },
      { deleteOne: { filter: { a: 1 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 1,
      deletedCount: 1,
    });
  });
});

describe('findAndModify', () => {
  beforeEach(() =>
    collection.insertMany([
      { _id: 1, n: 5 },
      { _id: 2, n: 3 },
      { _id: 3, n: 9 },
    ] as never[]),
  );
  test('returns the document before, or after', async () => {
    expect(await collection.findOneAndUpdate({ n: 5 }, { $inc: { n: 1 } })).toEqual({ _id: 1, n: 5 });
    const after = await collection.findOneAndUpdate(
      { n: 6 },
      { $inc: { n: 1 } },
      { returnDocument: 'after' },
    );
    expect(after).toEqual({ _id: 1, n: 7 });
  });
  test('takes the first in the order of the sort', async () => {
    expect(await collection.findOneAndUpdate({}, { $set: { top: true } }, { sort: { n: -1 } })).toMatchObject(
      { _id: 3 },
    );
    expect(await collection.findOneAndDelete({}, { sort: { n: 1 } })).toEqual({ _id: 2, n: 3 });
  });
  test('projects', async () => {
    const found = await collection.findOneAndUpdate(
      { n: 5 },
      { $set: { x: 1 } },
      { projection: { x: 1, _id: 0 }, returnDocument: 'after' },
    );
    expect(found).toEqual({ x: 1 });
  });
  test('nothing found is null', async () => {
    expect(await collection.findOneAndUpdate({ n: 77 }, { $set: { x: 1 } })).toBeNull();
    expect(await collection.findOneAndDelete({ n: 77 })).toBeNull();
  });
  test('upserts', async () => {
    const before = await collection.findOneAndUpdate(
      { _id: 8 as never },
      { $set: { n: 1 } },
      { upsert: true },
    );
    expect(before).toBeNull();
    const options = { upsert: true, returnDocument: 'after', includeResultMetadata: true } as const;
    const result = await collection.findOneAndUpdate({ _id: 9 as never }, { $set: { n: 1 } }, options);
    expect(result).toMatchObject({
      value: { _id: 9, n: 1 },
      lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 },
    });
  });
  test('replaces', async () => {
    expect(
      await collection.findOneAndReplace({ _id: 1 as never }, { z: 1 }, { returnDocument: 'after' }),
    ).toEqual({ _id: 1, z: 1 });
  });
  test('a duplicate key carries its pattern and value', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    await expect(collection.findOneAndUpdate({ _id: 1 as never }, { $set: { n: 9 } })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { n: 1 },
      keyValue: { n: 9 },
    });
    expect(await collection.findOne({ _id: 1 as never })).toEqual({ _id: 1, n: 5 });
  });
  test('$currentDate sets the time', async () => {
    const found = await collection.findOneAndUpdate(
      { n: 5 },
      { $currentDate: { at: true } },
      { returnDocument: 'after' },
    );
    expect(found?.at).toBeInstanceOf(Date);
  });
});

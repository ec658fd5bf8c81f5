import { mongo } from 'mongoose';
import { onRealMongo, openTestDatabase, type TestDatabase } from '../support/store';

const { Binary, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongo.BSON;
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

test('every type comes back as it went', async () => {
  const doc = {
    _id: new ObjectId(),
    text: '金坛 \u{1f600} \0 end',
    int: -5,
    large: 2 ** 40,
    half: 1.5,
    whole: new Double(3),
    minusZero: new Double(-0),
    long: Long.fromString('9007199254740993'),
    yes: true,
    nothing: null,
    date: new Date('2026-11-23T10:00:00.123Z'),
    early: new Date(-1),
    bytes: new Binary(Buffer.from([0, 1, 255]), 4),
    pattern: /a.b/i,
    stamp: new Timestamp({ t: 5, i: 7 }),
    least: new MinKey(),
    most: new MaxKey(),
    list: [1, [2, [3]], {}, []],
    nested: { a: { b: { c: 'd' } } },
    constructor: 'a name that JavaScript knows',
    '': 'no name',
  };
  await collection.insertOne(doc as never);
  const raw = await collection.findOne(
    {},
    { promoteValues: false, promoteLongs: false, bsonRegExp: false, raw: true },
  );
  expect(Buffer.compare(raw as unknown as Buffer, Buffer.from(mongo.BSON.serialize(doc)))).toBe(0);
});

describe('sorting', () => {
  const ordered = [
    new MinKey(),
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -1.5,
    new Double(-0.5),
    0,
    Long.fromString('9007199254740992'),
    Long.fromString('9007199254740993'),
    1e300,
    '',
    'A',
    'a',
    'ab',
    '\u{10000}',
    {},
    { a: 1 },
    { a: 2 },
    { a: 2, b: 1 },
    { b: 0 },
    { a: 'text sorts by type before its name' },
    new Binary(Buffer.from('zz')),
    new Binary(Buffer.from('aaa')),
    new ObjectId('000000000000000000000001'),
    new ObjectId('ff0000000000000000000000'),
    false,
    true,
    new Date(-5),
    new Date(5),
    new Timestamp({ t: 1, i: 1 }),
    /a/,
    new MaxKey(),
  ];
  test.each([[1], [-1]] as const)(
    'follows the order of types and values, with and without an index (%i)',
    async (direction) => {
      const docs = ordered.map((v, _id) => ({ _id, v })) as never[];
      await collection.insertMany([...docs].reverse());
      const expected = ordered.map((_, i) => i);
      if (direction < 0) expected.reverse();
      const ids = async () => (await collection.find({}).sort({ v: direction }).toArray()).map((d) => d._id);
      expect(await ids()).toEqual(expected);
      await collection.createIndex({ v: 1 });
      expect(await ids()).toEqual(expected);
      await collection.dropIndexes();
      await collection.createIndex({ v: -1 });
      expect(await ids()).toEqual(expected);
    },
  );

  test('by several fields, missing ones first', async () => {
    await collection.insertMany([
      { _id: 1, a: 2, b: 1 },
      { _id: 2, a: 1 },
      { _id: 3, a: 1, b: 5 },
      { _id: 4 },
    ] as never[]);
    const ids = (await collection.find({}).sort({ a: 1, b: -1 }).toArray()).map((d) => d._id);
    expect(ids).toEqual([4, 3, 2, 1]);
  });

  test('a bad direction is refused', async () => {
    await collection.insertOne({ a: 1 });
    const find = { find: collection.collectionName, sort: { a: 2 } };
    await expect(database.db.command(find)).rejects.toMatchObject({ code: 15975 });
  });
});

describe('projection', () => {
  const doc = { _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 1 }, { x: 2 }, 5], numbers: [1, 2, 3, 4] };
  test.each<[string, Doc, Doc]>([
    ['inclusion', { a: 1 }, { _id: 1, a: 1 }],
    ['inclusion without _id', { a: 1, _id: 0 }, { a: 1 }],
    ['_id alone', { _id: 1 }, { _id: 1 }],
    ['exclusion', { a: 0, list: 0, numbers: 0 }, { _id: 1, b: { c: 2, d: 3 } }],
    ['exclusion of _id', { _id: 0, list: 0, numbers: 0 }, { a: 1, b: { c: 2, d: 3 } }],
    ['a dotted path', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['a dotted exclusion', { 'b.c': 0, list: 0, numbers: 0 }, { _id: 1, a: 1, b: { d: 3 } }],
    ['through an array', { 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, { x: 2 }] }],
    [
      'exclusion through an array',
      { 'list.x': 0, numbers: 0, b: 0 },
      { _id: 1, a: 1, list: [{ y: 1 }, {}, 5] },
    ],
    ['what is not there', { nothing: 1, 'a.b': 1 }, { _id: 1 }],
    ['$slice of the first', { numbers: { $slice: 2 }, list: 0, b: 0 }, { _id: 1, a: 1, numbers: [1, 2] }],
    ['$slice of the last', { a: 1, numbers: { $slice: -1 } }, { _id: 1, a: 1, numbers: [4] }],
    ['$slice from a position', { a: 1, numbers: { $slice: [1, 2] } }, { _id: 1, a: 1, numbers: [2, 3] }],
    [
      '$slice from a position from the end',
      { a: 1, numbers: { $slice: [-3, 2] } },
      { _id: 1, a: 1, numbers: [2, 3] },
    ],
    ['$elemMatch', { list: { $elemMatch: { x: 2 } } }, { _id: 1, list: [{ x: 2 }] }],
    ['$elemMatch without a match', { list: { $elemMatch: { x: 9 } } }, { _id: 1 }],
  ])('%s', async (_name, projection, expected) => {
    await collection.insertOne(doc as never);
    expect(await collection.findOne({}, { projection })).toEqual(expected);
  });

  test.each<[string, Doc, number]>([
    ['inclusion and exclusion', { a: 1, b: 0 }, 31254],
    ['exclusion and inclusion', { a: 0, b: 1 }, 31253],
    ['a path and one below it', { b: 1, 'b.c': 1 }, 31249],
  ])('%s is refused', async (_name, projection, code) => {
    await collection.insertOne(doc as never);
    await expect(collection.findOne({}, { projection })).rejects.toMatchObject({ code });
  });

  if (!onRealMongo)
    test('what is not supported is refused by name', async () => {
      await expect(collection.findOne({}, { projection: { 'list.$': 1 } })).rejects.toThrow(
        /positional projection/,
      );
      await expect(collection.findOne({}, { projection: { b: { c: 1 } } })).rejects.toThrow(/not supported/);
      await expect(collection.findOne({}, { projection: { z: '$a' } })).rejects.toThrow(/not supported/);
      await expect(collection.findOne({}, { projection: { z: { $add: [1, 2] } } })).rejects.toThrow(
        /not supported/,
      );
    });
});

describe('distinct', () => {
  test('values once, in order, arrays by their elements', async () => {
    await collection.insertMany([
      { a: 2 },
      { a: [1, 2] },
      { a: 'x' },
      { b: 1 },
      { a: [] },
      { a: null },
      { a: new Double(2) },
    ]);
    expect(await collection.distinct('a')).toEqual([null, 1, 2, 'x']);
    expect(await collection.distinct('a', { a: { $gt: 1 } })).toEqual([1, 2]);
  });
  test('through an array of objects', async () => {
    await collection.insertMany([{ l: [{ k: 1 }, {}, { k: 3 }] }, { l: { k: 2 } }]);
    expect(await collection.distinct('l.k')).toEqual([1, 2, 3]);
  });
});

describe('aggregation', () => {
  const docs = [
    { _id: 1, area: 'a', n: 5, at: new Date(1000), tags: ['x', 'y'], late: true },
    { _id: 2, area: 'b', n: 3, at: new Date(3000), tags: [], late: false },
    { _id: 3, area: 'a', n: 1.5, at: new Date(2000), tags: ['y'] },
    { _id: 4, n: null, at: null },
    { _id: 5, area: 'b', n: 'text', nested: { deep: [{ v: 1 }, { v: 2 }] } },
  ];
  beforeEach(() => collection.insertMany(docs as never[]));
  const run = (pipeline: Doc[]) => collection.aggregate(pipeline).toArray();

  const byId = { $sort: { _id: 1 } };
  test.each<[string, Doc[], Doc[]]>([
    ['$match', [{ $match: { area: 'a' } }, { $project: { _id: 1 } }], [{ _id: 1 }, { _id: 3 }]],
    [
      '$sort, $skip, $limit',
      [{ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
      [{ _id: 4 }, { _id: 3 }],
    ],
    ['$limit, then $skip', [byId, { $limit: 3 }, { $skip: 2 }, { $project: { _id: 1 } }], [{ _id: 3 }]],
    ['$count', [{ $match: { area: { $exists: true } } }, { $count: 'n' }], [{ n: 4 }]],
    ['$count of nothing', [{ $match: { area: 'z' } }, { $count: 'n' }], []],
    [
      '$group with $sum: 1',
      [{ $group: { _id: '$area', n: { $sum: 1 } } }, byId],
      [
        { _id: null, n: 1 },
        { _id: 'a', n: 2 },
        { _id: 'b', n: 2 },
      ],
    ],
    ['$group with $count', [{ $group: { _id: null, n: { $count: {} } } }], [{ _id: null, n: 5 }]],
    [
      '$sum passes over what is no number',
      [{ $group: { _id: null, n: { $sum: '$n' } } }],
      [{ _id: null, n: 9.5 }],
    ],
    [
      '$avg passes over what is no number',
      [{ $group: { _id: '$area', n: { $avg: '$n' } } }, byId],
      [
        { _id: null, n: null },
        { _id: 'a', n: 3.25 },
        { _id: 'b', n: 3 },
      ],
    ],
    [
      '$min and $max over types, without null',
      [{ $group: { _id: null, least: { $min: '$n' }, most: { $max: '$n' } } }],
      [{ _id: null, least: 1.5, most: 'text' }],
    ],
    [
      '$min and $max of dates',
      [{ $group: { _id: '$area', least: { $min: '$at' }, most: { $max: '$at' } } }, byId, { $limit: 2 }],
      [
        { _id: null, least: null, most: null },
        { _id: 'a', least: new Date(1000), most: new Date(2000) },
      ],
    ],
    [
      '$first and $last in the order of a sort',
      [{ $sort: { at: 1 } }, { $group: { _id: null, first: { $first: '$_id' }, last: { $last: '$area' } } }],
      [{ _id: null, first: 4, last: 'b' }],
    ],
    [
      '$first of a missing field is null',
      [byId, { $group: { _id: null, first: { $first: '$late' }, gone: { $last: '$late' } } }],
      [{ _id: null, first: true, gone: null }],
    ],
    [
      '$push leaves out missing values',
      [byId, { $group: { _id: '$area', late: { $push: '$late' } } }, byId],
      [
        { _id: null, late: [] },
        { _id: 'a', late: [true] },
        { _id: 'b', late: [false] },
      ],
    ],
    [
      '$push of objects',
      [byId, { $match: { area: 'a' } }, { $group: { _id: null, all: { $push: { i: '$_id', l: '$late' } } } }],
      [{ _id: null, all: [{ i: 1, l: true }, { i: 3 }] }],
    ],
    [
      '$addToSet',
      [{ $unwind: '$tags' }, { $group: { _id: null, n: { $addToSet: '$area' } } }],
      [{ _id: null, n: ['a'] }],
    ],
    [
      'a compound _id',
      [{ $group: { _id: { a: '$area', l: '$late' }, n: { $sum: 1 } } }, { $match: { n: 1, '_id.l': true } }],
      [{ _id: { a: 'a', l: true }, n: 1 }],
    ],
    [
      'a condition in a sum',
      [{ $group: { _id: null, n: { $sum: { $cond: ['$late', 1, 0] } } } }],
      [{ _id: null, n: 1 }],
    ],
    [
      'a condition on a comparison',
      // biome-ignore lint/suspicious/noThenProperty: the name MongoDB gave it
      [{ $group: { _id: null, n: { $sum: { $cond: { if: { $eq: ['$area', 'b'] }, then: 10, else: 1 } } } } }],
      [{ _id: null, n: 23 }],
    ],
    [
      '$match after $group',
      [{ $group: { _id: '$area', n: { $sum: 1 } } }, { $match: { n: 2 } }, byId],
      [
        { _id: 'a', n: 2 },
        { _id: 'b', n: 2 },
      ],
    ],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $sort: { _id: 1, tags: 1 } }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 3, tags: 'y' },
      ],
    ],
    [
      '$unwind that keeps what is empty',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
        { $match: { _id: { $in: [2, 4] } } },
        byId,
        { $project: { tags: 1 } },
      ],
      [{ _id: 2 }, { _id: 4 }],
    ],
    [
      '$project of expressions',
      [{ $match: { _id: 1 } }, { $project: { twice: { $multiply: ['$n', 2] }, area: 1 } }],
      [{ _id: 1, area: 'a', twice: 10 }],
    ],
    [
      '$project of expressions only',
      [{ $match: { _id: 1 } }, { $project: { _id: 0, x: '$area' } }],
      [{ x: 'a' }],
    ],
    [
      '$project excluding',
      [{ $match: { _id: 3 } }, { $project: { at: 0, tags: 0 } }],
      [{ _id: 3, area: 'a', n: 1.5 }],
    ],
    [
      '$set',
      [
        { $match: { _id: 2 } },
        { $set: { n: { $add: ['$n', 1] }, size: { $size: '$tags' } } },
        { $project: { n: 1, size: 1 } },
      ],
      [{ _id: 2, n: 4, size: 0 }],
    ],
    [
      '$addFields on a path',
      [{ $match: { _id: 2 } }, { $addFields: { 'x.y': 1 } }, { $project: { x: 1 } }],
      [{ _id: 2, x: { y: 1 } }],
    ],
    ['$unset', [{ $match: { _id: 4 } }, { $unset: ['n', 'at'] }], [{ _id: 4 }]],
    [
      'a path through an array',
      [{ $match: { _id: 5 } }, { $project: { v: '$nested.deep.v' } }],
      [{ _id: 5, v: [1, 2] }],
    ],
  ])('%s', async (_name, pipeline, expected) => {
    expect(await run(pipeline)).toEqual(expected);
  });

  test.each<[string, unknown, unknown]>([
    ['$eq is strict about missing and null', { $eq: ['$gone', null] }, false],
    ['$gt over types', { $gt: ['a', 5] }, true],
    ['$lt: missing is below null', { $lt: ['$gone', null] }, true],
    ['$ne', { $ne: [1, 2] }, true],
    ['$gte and $lte', { $and: [{ $gte: [2, 2] }, { $lte: [2, 2] }] }, true],
    ['$and of nothing', { $and: [] }, true],
    ['$or of nothing', { $or: [] }, false],
    ['$or', { $or: [0, null, '$gone', 'x'] }, true],
    ['$not', { $not: ['$gone'] }, true],
    ['$ifNull', { $ifNull: ['$gone', '$n', 7] }, 5],
    ['$ifNull falls to the last', { $ifNull: ['$gone', 7] }, 7],
    ['$in', { $in: ['x', '$tags'] }, true],
    ['$size', { $size: '$tags' }, 2],
    ['$add', { $add: ['$n', 1, 0.5] }, 6.5],
    ['$add with null', { $add: ['$n', '$gone'] }, null],
    ['$add to a date', { $add: ['$at', 500] }, new Date(1500)],
    ['$subtract', { $subtract: ['$n', 7] }, -2],
    ['$subtract of dates', { $subtract: ['$at', new Date(400)] }, 600],
    ['$multiply', { $multiply: ['$n', '$n'] }, 25],
    ['$divide', { $divide: ['$n', 2] }, 2.5],
    ['$sum of several', { $sum: ['$n', 'x', 2] }, 7],
    ['$literal', { $literal: '$n' }, '$n'],
    ['an array of expressions', ['$n', '$gone'], [5, null]],
    ['an object of expressions', { a: '$n', b: '$gone' }, { a: 5 }],
    ['integers past 32 bits', { $multiply: [2 ** 30, 4] }, 2 ** 32],
  ])('%s', async (_name, expression, expected) => {
    const [found] = await run([{ $match: { _id: 1 } }, { $set: { result: expression } }]);
    expect(found?.result).toEqual(expected);
  });

  test.each<[string, Doc, number]>([
    ['an unknown stage', { $fooBar: {} }, 40324],
    ['an unknown expression', { $set: { a: { $fooBar: 1 } } }, 168],
    ['an unknown accumulator', { $group: { _id: null, n: { $fooBar: 1 } } }, 15952],
    ['$group without _id', { $group: { n: { $sum: 1 } } }, 15955],
    ['$limit 0', { $limit: 0 }, 15958],
    ['two stages in one', { $limit: 1, $skip: 1 }, 40323],
    ['division by zero', { $set: { a: { $divide: [1, 0] } } }, 2],
    ['$size of no array', { $set: { a: { $size: '$area' } } }, 17124],
    ['$add of text', { $set: { a: { $add: ['$area', 1] } } }, 14],
    ['too many arguments', { $set: { a: { $eq: [1, 2, 3] } } }, 16020],
  ])('refused: %s', async (_name, stage, code) => {
    await expect(run([stage])).rejects.toMatchObject({ code });
  });

  if (!onRealMongo)
    test.each([
      '$lookup',
      '$facet',
      '$out',
      '$merge',
      '$graphLookup',
      '$geoNear',
      '$unionWith',
      '$bucket',
      '$sortByCount',
      '$replaceRoot',
    ])('%s is refused by name', async (stage) => {
      await expect(run([{ [stage]: {} }])).rejects.toThrow(
        `the pipeline stage ${stage} is not supported by the embedded store`,
      );
    });

  test('batches', async () => {
    const many = database.db.collection(`many${created}`);
    await many.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const cursor = many.aggregate([{ $sort: { n: 1 } }, { $set: { m: { $add: ['$n', 1] } } }], {
      batchSize: 30,
    });
    expect((await cursor.toArray()).map((d) => d.m)).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
  });
});

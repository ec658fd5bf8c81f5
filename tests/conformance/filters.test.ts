import { mongo } from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../support/store';

const { Binary, Double, Int32, Long, MaxKey, MinKey, ObjectId } = mongo.BSON;

let database: TestDatabase;
let collection: mongo.Collection<mongo.BSON.Document>;
let created = 0;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  collection = database.db.collection(`c${++created}`);
});

/** Values of the field `v` by number, the filter, and the numbers of the documents it finds. */
type Case = [name: string, values: unknown[], filter: object, found: number[]];
const missing = Symbol('no such field');
const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const id = (n: number) => new ObjectId(`65000000000000000000000${n}`);

const cases: Case[] = [
  // Equality
  ['equality of a string', ['a', 'A', 'ab', ['a'], null], { v: 'a' }, [0, 3]],
  [
    'equality of numbers over their types',
    [1, new Double(1), Long.fromNumber(1), '1', 1.5],
    { v: 1 },
    [0, 1, 2],
  ],
  [
    'equality of a long past 2^53',
    [Long.fromString('9007199254740993'), Long.fromString('9007199254740992')],
    { v: Long.fromString('9007199254740993') },
    [0],
  ],
  ['zero and minus zero are equal', [0, new Double(-0), 1], { v: 0 }, [0, 1]],
  ['not-a-number equals itself', [Number.NaN, 1, null], { v: Number.NaN }, [0]],
  [
    'null finds null and missing, not an empty array',
    [null, missing, 0, '', [], [null], {}],
    { v: null },
    [0, 1, 5],
  ],
  ['true is not 1', [true, 1, 'true'], { v: true }, [0]],
  ['an element of an array', [[1, 2], [3], 2, [[2]]], { v: 2 }, [0, 2]],
  ['a whole array', [[1, 2], [2, 1], [[1, 2]], [1, 2, 3]], { v: [1, 2] }, [0, 2]],
  ['an empty array', [[], [[]], null, missing], { v: [] }, [0, 1]],
  [
    'a subdocument with its fields in order',
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }, [{ a: 1, b: 2 }]],
    { v: { a: 1, b: 2 } },
    [0, 3],
  ],
  ['an empty subdocument', [{}, { a: 1 }, null], { v: {} }, [0]],
  ['a date', [day(1), day(2), '2026-11-01'], { v: day(1) }, [0]],
  ['an object id', [id(1), id(2), id(1).toHexString()], { v: id(1) }, [0]],
  [
    'bytes',
    [new Binary(Buffer.from('ab')), new Binary(Buffer.from('ac')), 'ab'],
    { v: new Binary(Buffer.from('ab')) },
    [0],
  ],
  // Paths
  ['a dotted path', [{ a: 1 }, { a: 2 }, { b: 1 }, 1], { 'v.a': 1 }, [0]],
  ['a dotted path through an array', [[{ a: 1 }, { a: 2 }], [{ a: 3 }], { a: [2] }], { 'v.a': 2 }, [0, 2]],
  [
    'a dotted path through two arrays',
    [[{ a: [{ b: 1 }, { b: 2 }] }], [{ a: { b: 2 } }], [{ a: [3] }]],
    { 'v.a.b': 2 },
    [0, 1],
  ],
  ['a position', [[5, 6], [6, 5], { 0: 5 }, 5], { 'v.0': 5 }, [0, 2]],
  [
    'a position and then a field',
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 2 }, { a: 1 }],
    ],
    { 'v.1.a': 2 },
    [0],
  ],
  [
    'null on a dotted path',
    [{ a: null }, {}, 5, missing, { a: 1 }, [{ a: 1 }, {}], [1, 2], []],
    { 'v.a': null },
    [0, 1, 2, 3, 5],
  ],
  [
    'null on a path through an array whose objects all have it',
    [[{ a: 1 }, { a: 2 }], [{ a: null }]],
    { 'v.a': null },
    [1],
  ],
  // $ne, $nin, $not
  ['$ne', [1, 2, missing, null, [1, 2], [3]], { v: { $ne: 1 } }, [1, 2, 3, 5]],
  ['$ne null', [null, missing, 0, [], [null]], { v: { $ne: null } }, [2, 3]],
  ['$nin', [1, 2, 3, missing, [1, 3]], { v: { $nin: [1, 2] } }, [2, 3]],
  ['$nin with nothing', [1, missing], { v: { $nin: [] } }, [0, 1]],
  [
    '$not with an operator also finds the missing',
    [1, 5, 'a', missing],
    { v: { $not: { $gt: 3 } } },
    [0, 2, 3],
  ],
  ['$not with a pattern', ['abc', 'b', 1], { v: { $not: /^a/ } }, [1, 2]],
  // Comparison
  ['$gt keeps to the type', [1, 5, '9', null, missing, day(1), true], { v: { $gt: 2 } }, [1]],
  ['$gte and $lte together', [1, 2, 3, 4, 2.5], { v: { $gte: 2, $lte: 3 } }, [1, 2, 4]],
  [
    '$lt on strings is by code point',
    ['a', 'b', 'Z', '中', '\u{20000}', '\uffff'],
    { v: { $lt: 'b' } },
    [0, 2],
  ],
  ['$gt on strings above the basic plane', ['\uffff', '\u{1f600}', 'a'], { v: { $gt: '\uffff' } }, [1]],
  ['$lt on dates', [day(1), day(3), 0, '2026'], { v: { $lt: day(2) } }, [0]],
  ['$gt on object ids', [id(1), id(2), 5], { v: { $gt: id(1) } }, [1]],
  ['$gt on booleans', [true, false, 1], { v: { $gt: false } }, [0]],
  [
    'a range over an array may be met by two elements',
    [[1, 9], [4], [9, 10]],
    { v: { $gt: 3, $lt: 6 } },
    [0, 1],
  ],
  ['$gte null finds null and missing', [null, missing, 0], { v: { $gte: null } }, [0, 1]],
  ['$gt null finds nothing', [null, missing, 0], { v: { $gt: null } }, []],
  ['not-a-number is neither above nor below', [Number.NaN, 1, -1], { v: { $lt: 5 } }, [1, 2]],
  ['$gte not-a-number is equality', [Number.NaN, 1], { v: { $gte: Number.NaN } }, [0]],
  ['infinities', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1], { v: { $gt: 1 } }, [0]],
  ['$lt on subdocuments', [{ a: 1 }, { a: 3 }, { b: 1 }], { v: { $lt: { a: 2 } } }, [0]],
  [
    '$gt MinKey and $lt MaxKey find every type',
    [1, 'a', null, [1], {}],
    { v: { $gt: new MinKey(), $lt: new MaxKey() } },
    [0, 1, 2, 3, 4],
  ],
  // $in
  ['$in', [1, 2, 3, [3, 4], missing], { v: { $in: [1, 3] } }, [0, 2, 3]],
  ['$in with null', [null, missing, 1], { v: { $in: [null, 5] } }, [0, 1]],
  ['$in with nothing', [1, missing], { v: { $in: [] } }, []],
  ['$in with a pattern', ['abc', 'xyz', 'q'], { v: { $in: [/^a/, 'q'] } }, [0, 2]],
  ['$in with an array', [[1, 2], 1, [[1, 2]]], { v: { $in: [[1, 2]] } }, [0, 2]],
  // $exists, $type, $size, $mod
  ['$exists', [null, missing, 0, []], { v: { $exists: true } }, [0, 2, 3]],
  ['$exists false', [null, missing], { v: { $exists: false } }, [1]],
  [
    '$exists on a path through an array',
    [[{ a: 1 }, {}], [{}], [], { a: null }],
    { 'v.a': { $exists: true } },
    [0, 3],
  ],
  [
    '$type by name',
    ['a', 1, new Double(1), Long.fromNumber(1), null, missing, ['a']],
    { v: { $type: 'string' } },
    [0, 6],
  ],
  ['$type number', [1, 1.5, Long.fromNumber(1), '1'], { v: { $type: 'number' } }, [0, 1, 2]],
  [
    '$type int, long and double',
    [new Int32(1), Long.fromNumber(1), new Double(1)],
    { v: { $type: ['int', 'double'] } },
    [0, 2],
  ],
  ['$type array', [[1], [[1]], 1, []], { v: { $type: 'array' } }, [0, 1, 3]],
  ['$type by number', [day(1), 'a', true], { v: { $type: 9 } }, [0]],
  ['$type null is not missing', [null, missing], { v: { $type: 'null' } }, [0]],
  ['$size', [[1, 2], [[1, 2]], [], 2], { v: { $size: 2 } }, [0]],
  ['$size 0', [[], [1], missing], { v: { $size: 0 } }, [0]],
  ['$mod', [4, 5, 8, 8.9, -4, 'a', [3, 4]], { v: { $mod: [4, 0] } }, [0, 2, 3, 4, 6]],
  // $all, $elemMatch
  ['$all', [[1, 2, 3], [1, 3], [2], 1], { v: { $all: [1, 3] } }, [0, 1]],
  ['$all of one is equality', [[1], 1, 2], { v: { $all: [1] } }, [0, 1]],
  ['$all with nothing', [[1], []], { v: { $all: [] } }, []],
  [
    '$all with $elemMatch',
    [[{ a: 1, b: 1 }, { a: 2 }], [{ a: 1 }]],
    { v: { $all: [{ $elemMatch: { a: 1, b: 1 } }, { $elemMatch: { a: 2 } }] } },
    [0],
  ],
  [
    '$elemMatch wants one element for all',
    [[{ a: 1, b: 2 }], [{ a: 1 }, { b: 2 }], { a: 1, b: 2 }],
    { v: { $elemMatch: { a: 1, b: 2 } } },
    [0],
  ],
  ['$elemMatch on values', [[1, 9], [4], 4], { v: { $elemMatch: { $gt: 3, $lt: 6 } } }, [1]],
  [
    '$elemMatch on a dotted path',
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    { 'v.a': { $elemMatch: { b: 1 } } },
    [0],
  ],
  [
    '$elemMatch with $or',
    [[{ a: 1 }], [{ b: 1 }], [{ c: 1 }]],
    { v: { $elemMatch: { $or: [{ a: 1 }, { b: 1 }] } } },
    [0, 1],
  ],
  ['not $elemMatch', [[{ a: 1 }], [{ a: 2 }], missing], { v: { $not: { $elemMatch: { a: 1 } } } }, [1, 2]],
  // Patterns
  ['a pattern', ['abc', 'xabc', 'ABC', ['zabc'], 5], { v: /^abc/ }, [0]],
  ['a pattern without an anchor', ['abc', 'xabc', ['zabc']], { v: /abc/ }, [0, 1, 2]],
  ['a pattern that ignores case', ['abc', 'ABC', 'x'], { v: { $regex: '^AB', $options: 'i' } }, [0, 1]],
  ['a pattern of Chinese', ['金坛区西城', '西城', '东城'], { v: /^西/ }, [1]],
  ['a dot stands for a character above the basic plane', ['\u{20000}', 'ab'], { v: /^.$/ }, [0]],
  ['an optional last character of a prefix', ['ab', 'abc', 'b'], { v: /^abc?/ }, [0, 1]],
  ['an escaped dot in a prefix', ['a.b', 'axb'], { v: /^a\.b/ }, [0]],
  ['an alternative after the anchor', ['abc', 'xyz', 'q'], { v: /^abc|xyz/ }, [0, 1]],
  // Logic
  ['$and on one field', [[1, 2], [1], [2]], { $and: [{ v: 1 }, { v: 2 }] }, [0]],
  ['$or', [1, 2, 3], { $or: [{ v: 1 }, { v: { $gte: 3 } }] }, [0, 2]],
  ['$nor', [1, 2, missing], { $nor: [{ v: 1 }, { v: { $gt: 5 } }] }, [1, 2]],
  ['nested logic', [1, 2, 3, 4], { $and: [{ $or: [{ v: 1 }, { v: 2 }] }, { $nor: [{ v: 2 }] }] }, [0]],
  ['an empty filter', [1, missing], {}, [0, 1]],
  ['a comment changes nothing', [1, 2], { v: 2, $comment: 'why' }, [1]],
  ['$eq with a comment in operators', [1, 2], { v: { $eq: 2 } }, [1]],
];

const documents = (values: unknown[]) => values.map((v, _id) => (v === missing ? { _id } : { _id, v }));
const idsOf = async (filter: object) =>
  (await collection.find(filter).sort({ _id: 1 }).project({ _id: 1 }).toArray()).map((doc) => doc._id);

test.each(cases)('%s', async (_name, values, filter, found) => {
  await collection.insertMany(documents(values) as mongo.BSON.Document[]);
  expect(await idsOf(filter)).toEqual(found);
  expect(await collection.countDocuments(filter)).toBe(found.length);
});

test.each(cases)('with an index: %s', async (_name, values, filter, found) => {
  await collection.createIndexes([
    { key: { v: 1 }, name: 'v' },
    { key: { 'v.a': -1 }, name: 'va' },
    { key: { v: -1, _id: 1 }, name: 'v_id' },
  ]);
  await collection.insertMany(documents(values) as mongo.BSON.Document[]);
  expect(await idsOf(filter)).toEqual(found);
  expect(await collection.countDocuments(filter)).toBe(found.length);
  expect(await collection.countDocuments(filter, { hint: { $natural: 1 } })).toBe(found.length);
});

const refused: [string, object, number][] = [
  ['an unknown operator', { v: { $gtx: 1 } }, 2],
  ['an unknown top level operator', { $foo: [] }, 2],
  ['an operator beside a field', { v: { $gt: 1, x: 2 } }, 2],
  ['an empty $and', { $and: [] }, 2],
  ['$or that is no array', { $or: { v: 1 } }, 2],
  ['$in that is no array', { v: { $in: 1 } }, 2],
  ['an operator inside $in', { v: { $in: [{ $gt: 1 }] } }, 2],
  ['$not with a value', { v: { $not: 5 } }, 2],
  ['$size that is negative', { v: { $size: -1 } }, 2],
  ['$mod with one number', { v: { $mod: [4] } }, 2],
  ['$mod by zero', { v: { $mod: [0, 1] } }, 2],
  ['$type unknown', { v: { $type: 'text' } }, 2],
  ['$elemMatch with a value', { v: { $elemMatch: 5 } }, 2],
  ['$all with a value', { v: { $all: 5 } }, 2],
  ['$options alone', { v: { $options: 'i' } }, 2],
  ['a broken pattern', { v: { $regex: '(' } }, 51091],
];

test.each(refused)('refused: %s', async (_name, filter, code) => {
  await collection.insertOne({ v: 1 });
  await expect(collection.find(filter).toArray()).rejects.toMatchObject({ code });
  await expect(collection.updateOne(filter, { $set: { w: 1 } })).rejects.toMatchObject({ code });
  await expect(collection.deleteMany(filter)).rejects.toMatchObject({ code });
});

import fc from 'fast-check';
import type { mongo } from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../support/store';

// RANDOM_RUNS=2000 npx jest -c tests/jest.config.mjs tests/conformance/random
const RUNS = Number(process.env.RANDOM_RUNS ?? 120);

type Doc = mongo.BSON.Document;
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', '中') },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 1.5, Number.NaN, new Date(0), new Date(5)) },
);
const inner = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ x: scalar }, { requiredKeys: [] }) },
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { x: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), y: scalar },
      { requiredKeys: [] },
    ),
  },
);
// b is never an array, so that {a, b} can be indexed together.
const document = fc.record(
  { a: value, b: fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })), c: scalar },
  { requiredKeys: [] },
);

const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x');
const operator = fc.oneof(
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 2 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $elemMatch: fc.record({ $gte: scalar, $lte: scalar }) }),
  fc.record({ $elemMatch: fc.record({ x: scalar }) }),
  fc.record({ $not: fc.record({ $gt: scalar }) }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $type: fc.constantFrom('number', 'string', 'array', 'null') }),
  fc.record({ $regex: fc.constantFrom('^a', '^ab?', 'b') }),
);
const condition = fc
  .tuple(path, fc.oneof(scalar, operator, inner))
  .map(([field, test]) => ({ [field]: test }));
const conjunction = fc
  .array(condition, { minLength: 0, maxLength: 3 })
  .map((all) => (all.length ? { $and: all } : {}));
const filter = fc.oneof(
  { weight: 4, arbitrary: conjunction },
  {
    weight: 1,
    arbitrary: fc.array(conjunction, { minLength: 1, maxLength: 3 }).map((any) => ({ $or: any })),
  },
);
const direction = fc.constantFrom(1 as const, -1 as const);
const sort = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'b.x'), direction), {
    maxLength: 2,
    selector: ([field]) => field,
  })
  .map((fields) =>
    fields.filter(([field], i) => !fields.some(([other], j) => i !== j && field.startsWith(`${other}.`))),
  )
  .map((fields) => [...fields, ['_id', 1]] as [string, 1 | -1][]);
const index = fc.uniqueArray(fc.tuple(fc.constantFrom('b', 'c', 'a', 'b.x', 'a.x', 'a.y'), direction), {
  minLength: 1,
  maxLength: 3,
  selector: ([field]) => field,
});
const partial = fc.constantFrom(
  undefined,
  undefined,
  { c: { $gte: 0 } },
  { c: { $exists: true } },
  { c: 'a' },
  { b: { $in: [1, 2] } },
);

const fresh = (() => {
  let n = 0;
  return () => database.db.collection<Doc>(`random${++n}`);
})();

test('a plan by index finds the same in the same order as reading everything', async () => {
  const query = fc.record({ filter, sort, limit: fc.constantFrom(0, 0, 1, 3) });
  const setup = fc.record({
    docs: fc.array(document, { minLength: 5, maxLength: 40 }),
    indexes: fc.array(fc.record({ key: index, partial }), { minLength: 1, maxLength: 3 }),
    queries: fc.array(query, { minLength: 6, maxLength: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(setup, async ({ docs, indexes, queries }) => {
      const collection = fresh();
      await collection.insertMany(docs.map((doc, _id) => ({ _id: _id as never, ...doc })));
      for (const [i, { key, partial: expression }] of indexes.entries()) {
        const options = expression ? { partialFilterExpression: expression } : {};
        await collection
          .createIndex(new Map(key) as mongo.IndexSpecification, { name: `i${i}`, ...options })
          .catch(cannotBuild);
      }
      for (const q of queries) {
        const order = new Map(q.sort);
        const run = (hint?: Doc) =>
          collection
            .find(q.filter, { ...(hint ? { hint } : {}) })
            .sort(order)
            .limit(q.limit)
            .project({ _id: 1 })
            .toArray();
        const [planned, scanned] = [await run(), await run({ $natural: 1 })];
        expect(planned.map((d) => d._id)).toEqual(scanned.map((d) => d._id));
        if (!q.limit) expect(await collection.countDocuments(q.filter)).toBe(scanned.length);
      }
      await collection.drop();
    }),
    { numRuns: RUNS },
  );
}, 600_000);

/** Over two arrays, or the same twice, no index can be built: then there is one less to try. */
function cannotBuild(error: mongo.MongoServerError): void {
  if (error.code !== 171 && error.code !== 85) throw error;
}

test('after random writes each index holds exactly its documents', async () => {
  const key = fc.integer({ min: 0, max: 9 });
  const write = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), id: key, doc: document }),
    fc.record({ kind: fc.constant('replace' as const), id: key, doc: document }),
    fc.record({ kind: fc.constant('unset' as const), id: key, field: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('remove' as const), id: key }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 10, maxLength: 60 }), async (writes) => {
      const collection = fresh();
      await collection.createIndexes([
        { key: { a: 1, c: -1 }, name: 'a' },
        { key: { 'a.x': -1, 'a.y': 1 }, name: 'ax' },
        { key: { b: 1 }, name: 'b', partialFilterExpression: { c: { $exists: true } } },
      ]);
      const model = new Map<number, Doc>();
      for (const w of writes) {
        const _id = w.id as never;
        if (w.kind === 'insert') {
          const inserted = await collection.insertOne({ _id, ...w.doc }).then(
            () => true,
            () => false,
          );
          expect(inserted).toBe(!model.has(w.id));
          if (inserted) model.set(w.id, w.doc);
        } else if (w.kind === 'replace') {
          await collection.replaceOne({ _id }, w.doc, { upsert: true });
          model.set(w.id, w.doc);
        } else if (w.kind === 'unset') {
          await collection.updateOne({ _id }, { $unset: { [w.field]: '' } });
          const { [w.field]: _gone, ...rest } = (model.get(w.id) ?? {}) as Doc;
          if (model.has(w.id)) model.set(w.id, rest);
        } else {
          await collection.deleteOne({ _id });
          model.delete(w.id);
        }
      }
      const expected = [...model].sort(([x], [y]) => x - y).map(([_id, doc]) => ({ _id, ...doc }));
      const read = async (f: Doc, hint: string) =>
        (await collection.find(f, { hint }).toArray()).sort((x, y) => Number(x._id) - Number(y._id));
      for (const name of ['_id_', 'a', 'ax']) expect(await read({}, name)).toEqual(expected);
      expect(await read({ c: { $exists: true } }, 'b')).toEqual(expected.filter((d) => 'c' in d));
      await collection.drop();
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
}, 600_000);

/** The same change on a plain object: what the operators mean, in the simplest words. */
function change(doc: Doc, update: Doc): Doc {
  const out = structuredClone(doc);
  for (const [field, by] of Object.entries<number>(update.$inc ?? {})) out[field] = (out[field] ?? 0) + by;
  for (const [field, v] of Object.entries(update.$set ?? {})) out[field] = v;
  for (const field of Object.keys(update.$unset ?? {})) delete out[field];
  for (const [field, v] of Object.entries(update.$max ?? {}))
    out[field] = Math.max(out[field] ?? Number.NEGATIVE_INFINITY, v as number);
  for (const [field, v] of Object.entries<Doc>(update.$push ?? {})) {
    const all = [...(out[field] ?? [])];
    all.splice(v.$position ?? all.length, 0, ...v.$each);
    if (v.$sort) all.sort((x: number, y: number) => (x - y) * v.$sort);
    out[field] = v.$slice === undefined ? all : v.$slice < 0 ? all.slice(v.$slice) : all.slice(0, v.$slice);
  }
  for (const [field, v] of Object.entries<Doc>(update.$addToSet ?? {})) {
    out[field] = [...(out[field] ?? [])];
    for (const x of v.$each) if (!out[field].includes(x)) out[field].push(x);
  }
  for (const [field, v] of Object.entries<Doc>(update.$pull ?? {}))
    if (out[field]) out[field] = out[field].filter((x: number) => !(x >= v.$gte));
  for (const [field, v] of Object.entries(update.$pop ?? {}))
    if (out[field]) out[field] = v === 1 ? out[field].slice(0, -1) : out[field].slice(1);
  return out;
}

test('random updates do what a simple model does', async () => {
  const n = fc.integer({ min: -5, max: 5 });
  const each = fc.array(n, { maxLength: 3 });
  const update = fc.oneof(
    fc.record({ $inc: fc.record({ i: n, j: n }, { requiredKeys: ['i'] }) }),
    fc.record({ $set: fc.record({ s: scalar, t: value }, { requiredKeys: ['t'] }) }),
    fc.record({ $unset: fc.record({ s: fc.constant('') }), $max: fc.record({ m: n }) }),
    fc.record({
      $push: fc.record({
        l: fc.record(
          { $each: each, $position: fc.nat(3), $slice: fc.integer({ min: -4, max: 4 }), $sort: direction },
          { requiredKeys: ['$each'] },
        ),
      }),
    }),
    fc.record({ $addToSet: fc.record({ l: fc.record({ $each: each }) }) }),
    fc.record({ $pull: fc.record({ l: fc.record({ $gte: n }) }) }),
    fc.record({ $pop: fc.record({ l: direction }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(update, { minLength: 5, maxLength: 30 }), async (updates) => {
      const collection = fresh();
      await collection.createIndexes([{ key: { l: 1 } }, { key: { i: 1, m: -1 } }]);
      let model: Doc = { _id: 1 };
      await collection.insertOne({ _id: 1 as never });
      for (const u of updates) {
        model = change(model, u);
        const found = await collection.findOneAndUpdate({ _id: 1 as never }, u as Doc, {
          returnDocument: 'after',
        });
        expect(found).toEqual(model);
      }
      await collection.drop();
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
}, 600_000);

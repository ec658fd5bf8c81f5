import { type Connection, createConnection, mongo, Schema } from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../support/store';

// The store as the API uses it: through mongoose models.
const report = new Schema(
  {
    title: { type: String, required: true },
    state: { type: String, default: 'reported' },
    version: { type: Number, default: 0 },
    account: String,
    key: String,
    placeIds: [{ type: Schema.Types.ObjectId }],
    cell: String,
    timeline: [{ _id: false, at: Date, event: String, due: Date }],
    counters: { type: Map, of: Number },
    picture: Buffer,
    outboxDue: Date,
  },
  { timestamps: true },
);
report.index({ placeIds: 1, _id: -1 });
report.index({ cell: 1, _id: -1 });
report.index({ account: 1, key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } } });
report.index({ outboxDue: 1 }, { partialFilterExpression: { outboxDue: { $exists: true } } });

let database: TestDatabase;
let connection: Connection;
const models = () => connection.model('Report', report);
beforeAll(async () => {
  database = await openTestDatabase();
  connection = await createConnection(database.uri, { autoIndex: false }).asPromise();
  await models().createIndexes();
});
afterAll(async () => {
  await connection.close();
  await database.close();
});
beforeEach(() => models().deleteMany({}));

test('a document goes and comes back with its casts and defaults', async () => {
  const Report = models();
  const place = new mongo.ObjectId();
  const made = await Report.create({
    title: '路灯不亮',
    placeIds: [place],
    timeline: [{ at: new Date(5), event: 'report' }],
    counters: new Map([['seen', 1]]),
    picture: Buffer.from([1, 2, 3]),
  });
  const found = await Report.findById(made._id);
  expect(found).toMatchObject({ title: '路灯不亮', state: 'reported', version: 0, __v: 0 });
  expect(found?.placeIds[0]?.equals(place)).toBe(true);
  expect(found?.counters?.get('seen')).toBe(1);
  expect([...((found?.picture as Buffer | undefined) ?? [])]).toEqual([1, 2, 3]);
  expect(found?.createdAt).toBeInstanceOf(Date);
});

test('saving a changed document writes its changes, and a stale array change is noticed', async () => {
  const Report = models();
  const { _id } = await Report.create({ title: 'a', timeline: [{ event: '1' }, { event: '2' }] });
  const [first, second] = await Promise.all([Report.findById(_id).orFail(), Report.findById(_id).orFail()]);
  first.timeline.splice(0, 1);
  first.title = 'b';
  await first.save();
  second.timeline.splice(1, 1);
  await expect(second.save()).rejects.toThrow(/No matching document/);
  const found = await Report.findById(_id).lean();
  expect(found).toMatchObject({ title: 'b', timeline: [{ event: '2' }] });
});

test('a guarded write happens once', async () => {
  const Report = models();
  const { _id } = await Report.create({ title: 'a' });
  const accept = () =>
    Report.findOneAndUpdate(
      { _id, state: 'reported', version: 0 },
      {
        $set: { state: 'accepted', outboxDue: new Date() },
        $inc: { version: 1 },
        $push: { timeline: { event: 'accept' } },
      },
      { returnDocument: 'after' },
    ).lean();
  const results = await Promise.all(Array.from({ length: 8 }, accept));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await Report.findById(_id).lean()).toMatchObject({
    state: 'accepted',
    version: 1,
    timeline: [{ event: 'accept' }],
  });
});

test('the same key of one account is created once', async () => {
  const Report = models();
  const create = () =>
    Report.create({ title: 'a', account: 'u1', key: 'k1' }).then(
      () => 'made',
      (error) => error.code,
    );
  expect((await Promise.all([create(), create(), create()])).sort()).toEqual([11000, 11000, 'made']);
  await Report.create({ title: 'b', account: 'u1' }, { title: 'c', account: 'u1' });
  await expect(Report.create({ title: 'a', account: 'u1', key: 'k1' })).rejects.toMatchObject({
    keyPattern: { account: 1, key: 1 },
    keyValue: { account: 'u1', key: 'k1' },
  });
});

test('paging by key, counting and grouping', async () => {
  const Report = models();
  const place = new mongo.ObjectId();
  await Report.insertMany(
    Array.from({ length: 25 }, (_, i) => ({
      title: `t${i}`,
      placeIds: [place],
      state: i % 5 ? 'reported' : 'closed',
    })),
  );
  const titles: string[] = [];
  let after: mongo.ObjectId | undefined;
  for (;;) {
    const page = await Report.find({ placeIds: place, ...(after ? { _id: { $lt: after } } : {}) })
      .sort({ _id: -1 })
      .limit(10)
      .lean();
    titles.push(...page.map((d) => d.title));
    if (page.length < 10) break;
    after = page.at(-1)?._id;
  }
  expect(titles).toEqual(Array.from({ length: 25 }, (_, i) => `t${24 - i}`));
  expect(await Report.countDocuments({ placeIds: place, state: 'closed' })).toBe(5);
  expect(await Report.exists({ title: 't3' })).toBeTruthy();
  expect(await Report.distinct('state')).toEqual(['closed', 'reported']);
  const groups = await Report.aggregate([
    { $match: { placeIds: place } },
    { $group: { _id: '$state', n: { $sum: 1 } } },
    { $sort: { _id: 1 } },
  ]);
  expect(groups).toEqual([
    { _id: 'closed', n: 5 },
    { _id: 'reported', n: 20 },
  ]);
});

test('createIndexes twice, syncIndexes and collection names', async () => {
  const Report = models();
  await Report.createIndexes();
  expect(await Report.syncIndexes()).toEqual([]);
  expect((await Report.listIndexes()).map((i) => i.name)).toEqual([
    '_id_',
    'placeIds_1__id_-1',
    'cell_1__id_-1',
    'account_1_key_1',
    'outboxDue_1',
  ]);
});

test('bulkWrite, bulkSave and cursors', async () => {
  const Report = models();
  await Report.bulkWrite([
    { insertOne: { document: { title: 'x' } } },
    { updateOne: { filter: { title: 'y' }, update: { $set: { cell: 'c' } }, upsert: true } },
  ]);
  const titles: string[] = [];
  for await (const doc of Report.find().sort({ title: 1 }).cursor()) titles.push(doc.title);
  expect(titles).toEqual(['x', 'y']);
});

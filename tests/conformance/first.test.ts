import { openTestDatabase, type TestDatabase } from '../support/store';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('smoke', async () => {
  const c = database.db.collection<{ _id?: number; a?: number; b?: number[]; c?: { d: string } }>('things');
  await c.createIndex({ a: 1, _id: -1 });
  await c.createIndex({ 'c.d': 1 }, { unique: true, partialFilterExpression: { 'c.d': { $exists: true } } });
  await c.insertMany(
    Array.from({ length: 500 }, (_, i) => ({ _id: i, a: i % 7, b: [i, i + 1], c: { d: `x${i}` } })),
  );
  expect(await c.countDocuments({ a: 3 })).toBe(71);
  expect(
    await c
      .find({ a: { $in: [1, 3] } })
      .sort({ _id: -1 })
      .limit(3)
      .toArray(),
  ).toMatchObject([{ _id: 498 }, { _id: 493 }, { _id: 491 }]);
  expect((await c.find({}).toArray()).length).toBe(500);
  const r = await c.findOneAndUpdate(
    { _id: 4 },
    { $inc: { a: 100 }, $push: { b: 9 } },
    { returnDocument: 'after' },
  );
  expect(r).toMatchObject({ a: 104, b: [4, 5, 9] });
  await expect(c.insertOne({ _id: 4 })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { _id: 1 },
    keyValue: { _id: 4 },
  });
  await expect(c.insertOne({ _id: 1000, c: { d: 'x1' } })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { 'c.d': 1 },
  });
  await expect(c.updateOne({ _id: 4 }, { $inc: { 'c.d': 1 } as never })).rejects.toMatchObject({ code: 14 });
  expect(await c.deleteMany({ a: { $lt: 3 } })).toMatchObject({ acknowledged: true });
});

import type { mongo } from 'mongoose';
import { executed, planOf } from '../support/explain';
import { openTestDatabase, type TestDatabase } from '../support/store';

// "Near here" over a ring of 19 cells, one of which holds nearly every case.
const CASES = 20_000;
const cells = Array.from({ length: 19 }, (_, i) => `8a${i}`);
let database: TestDatabase;
let cases: mongo.Collection<{ _id: number; cell: string; state: string }>;
beforeAll(async () => {
  database = await openTestDatabase();
  cases = database.db.collection('cases');
  await cases.createIndexes([
    { key: { cell: 1, _id: -1 } },
    { key: { cell: 1, state: 1, _id: -1 }, name: 'state' },
  ]);
  const cellOf = (i: number) => (i % 100 ? '8a7' : (cells[(i / 100) % 25] ?? 'elsewhere'));
  const docs = Array.from({ length: CASES }, (_, _id) => ({
    _id,
    cell: cellOf(_id),
    state: _id % 3 ? 'open' : 'closed',
  }));
  await cases.insertMany(docs);
}, 60_000);
afterAll(() => database.close());

test('the twenty newest of 19 cells are read, not the 20,000 of the crowded one', async () => {
  const near = () =>
    cases
      .find({ cell: { $in: cells } })
      .sort({ _id: -1 })
      .limit(20);
  const { stages } = await planOf(near());
  expect(stages).toContain('SORT_MERGE');
  expect(stages).not.toContain('SORT');
  const { docs, keys } = await executed(near());
  expect(docs).toBeLessThanOrEqual(40);
  expect(keys).toBeLessThanOrEqual(80);
  const found = await near().toArray();
  const all = await cases.find({}, { hint: { $natural: 1 } }).toArray();
  const expected = all.filter((d) => cells.includes(d.cell)).sort((a, b) => b._id - a._id);
  expect(found).toEqual(expected.slice(0, 20));
});

test('with a state as well, and from a place in the list on', async () => {
  const near = () =>
    cases
      .find({ cell: { $in: cells }, state: { $in: ['open'] }, _id: { $lt: 9_000 } })
      .sort({ _id: -1 })
      .limit(20);
  expect((await planOf(near())).stages).not.toContain('COLLSCAN');
  expect((await executed(near())).docs).toBeLessThanOrEqual(40);
  expect((await near().toArray())[0]?._id).toBe(8_999);
});

test('counting a cell reads no document', async () => {
  const counted = await cases.countDocuments({ cell: '8a7' });
  expect(counted).toBeGreaterThan(CASES * 0.98);
});

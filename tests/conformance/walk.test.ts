import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexPlan } from '../../api/src/platform/embedded-store/planner';
import { scanIndex } from '../../api/src/platform/embedded-store/scan';
import { Sqlite } from '../../api/src/platform/embedded-store/sqlite';
import type { Storage } from '../../api/src/platform/embedded-store/storage';

const folder = mkdtempSync(join(tmpdir(), 'gongzhi-walk-'));
let sql: Sqlite;
let asked = 0;
const keyOf = (value: number, entry: number) => Buffer.from([value, entry >> 8, entry & 255]);
const MOST = 100;
const EACH = 1000;

beforeAll(() => {
  sql = new Sqlite(join(folder, 'walk.sqlite'));
  sql.exec('create table i (k blob, rid integer, primary key (k, rid)) without rowid');
  sql.exec('begin');
  for (let value = 0; value < MOST; value++)
    for (let entry = 0; entry < EACH; entry++)
      // Each key is there twice, with another record.
      for (const rid of [1, 2]) sql.run('insert into i values (?, ?)', [keyOf(value, entry), rid]);
  sql.exec('commit');
});
afterAll(() => {
  sql.close();
  rmSync(folder, { recursive: true });
});

/** Which entries a walk through the stretches yields, and in how many questions. */
function walked(stretches: readonly [from: Buffer, to: Buffer][], reverse: boolean) {
  asked = 0;
  const counting = {
    all(...question: Parameters<Sqlite['all']>) {
      asked++;
      return sql.all(...question);
    },
  };
  const intervals = stretches.map(([from, to]) => ({ from, to }));
  const plan = {
    index: { table: 'i', multikey: [false] },
    groups: [{ prefixLength: 0, intervals }],
    reverse,
  };
  const storage = { sql: counting } as unknown as Storage;
  const stats = { keysExamined: 0, docsExamined: 0 };
  const entries = [...scanIndex(storage, plan as unknown as IndexPlan, stats)];
  return entries.map(({ k, rid }) => `${Buffer.from(k).toString('hex')} ${rid}`);
}

const expected = (stretches: readonly [from: Buffer, to: Buffer][], reverse: boolean) => {
  const every = sql
    .all('select k, rid from i order by k, rid')
    .map(({ k, rid }) => ({ k: Buffer.from(k as Uint8Array), rid }))
    .filter(({ k }) => stretches.some(([from, to]) => k.compare(from) >= 0 && k.compare(to) < 0))
    .map(({ k, rid }) => `${k.toString('hex')} ${rid}`);
  return reverse ? every.reverse() : every;
};

const wholeValue = (value: number): [Buffer, Buffer] => [Buffer.from([value]), Buffer.from([value + 1])];
const oneEntry = (value: number, entry: number): [Buffer, Buffer] => [
  keyOf(value, entry),
  Buffer.concat([keyOf(value, entry), Buffer.from([255])]),
];
const many = (length: number, make: (i: number) => [Buffer, Buffer]) =>
  Array.from({ length }, (_, i) => make(i));

describe.each([false, true])('a walk through many stretches, backward: %s', (reverse) => {
  it.each([
    ['few that hold much', many(20, (i) => wholeValue(i * 3)), 160],
    ['many close together', many(900, (i) => oneEntry(7, i + 50)), 40],
    ['every third one', many(300, (i) => oneEntry(7, i * 3)), 40],
    ['far apart', many(50, (i) => oneEntry(i * 2, 500)), 130],
    ['some that hold nothing', many(60, (i) => oneEntry(i, 5000)), 130],
    ['some behind all there is', many(30, (i) => wholeValue(90 + i)), 100],
    [
      'first one entry each, then much',
      [...many(30, (i) => oneEntry(i, 9)), ...many(5, (i) => wholeValue(40 + i))],
      120,
    ],
  ])('%s', (_, stretches, most) => {
    expect(walked(stretches, reverse)).toEqual(expected(stretches, reverse));
    expect(asked).toBeLessThanOrEqual(most);
  });
});

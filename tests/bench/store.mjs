// node tests/bench/store.mjs [documents]: what the embedded store does on this machine, through the driver.
// Needs the built program (npm run build). MONGODB_URI measures a real MongoDB instead.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const { mongo } = createRequire(import.meta.url)('mongoose');
const COUNT = Number(process.argv[2] ?? 100_000);
const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
const thread = new URL('../../api/dist/platform/embedded-store/store-thread.js', import.meta.url);
const worker = process.env.MONGODB_URI ? undefined : new Worker(thread, { workerData: { dataDir } });
const port = worker && (await new Promise((resolve) => worker.once('message', (m) => resolve(m.port))));
const uri = process.env.MONGODB_URI ?? `mongodb://127.0.0.1:${port}/bench?directConnection=true`;
const client = await new mongo.MongoClient(uri, { maxPoolSize: 16 }).connect();
const db = client.db();
await db.dropDatabase();
const cases = db.collection('cases');

const rows = [];
const say = (what, value) => {
  rows.push([what, value]);
  console.log(`${what.padEnd(64)} ${value}`);
};
const ms = (n) => `${n < 10 ? n.toFixed(2) : Math.round(n)} ms`;
async function timed(run) {
  const from = performance.now();
  await run();
  return performance.now() - from;
}
async function median(what, run, times = 200) {
  const all = [];
  for (let i = 0; i < times; i++) all.push(await timed(() => run(i)));
  all.sort((a, b) => a - b);
  say(what, `p50 ${ms(all[times >> 1])}, p95 ${ms(all[Math.floor(times * 0.95)])}`);
}
async function together(count, run) {
  let next = 0;
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: 16 }, async () => {
        while (next < count) await run(next++);
      }),
    ),
  );
  return Math.round((count / took) * 1000);
}

const text = '道路破损需要维修，位于小区门口东侧。'.repeat(20);
const cellOf = (i) => (i % 2 ? 'crowded' : `cell${i % 500}`);
const make = (i) => ({
  _id: new mongo.ObjectId(),
  number: i,
  cell: cellOf(i),
  state: ['reported', 'filed', 'dispatched', 'closed'][i % 4],
  org: i % 60,
  text,
  createdAt: new Date(1.7e12 + i * 1000),
  timeline: [{ event: 'report', at: new Date(1.7e12 + i * 1000) }],
});

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
await cases.createIndexes([
  { key: { cell: 1, _id: -1 } },
  { key: { state: 1, org: 1, _id: -1 } },
  { key: { number: 1 }, unique: true },
]);
const ids = [];
const load = await timed(async () => {
  for (let at = 0; at < COUNT; at += 1000) {
    const docs = Array.from({ length: Math.min(1000, COUNT - at) }, (_, i) => make(at + i));
    ids.push(...docs.map((d) => d._id));
    await cases.insertMany(docs, { ordered: false });
  }
});
const size = mongo.BSON.calculateObjectSize(make(1));
say(
  `insertMany by 1,000: ${COUNT} documents of ${size} bytes, 3 indexes`,
  `${Math.round((COUNT / load) * 1000)}/s`,
);

let serial = COUNT;
say(
  'insertOne, 16 at once, each on disk',
  `${await together(3000, () => cases.insertOne(make(serial++)))}/s`,
);
await median('insertOne, one at a time, each on disk', () => cases.insertOne(make(serial++)));
say(
  'findOneAndUpdate by _id, 16 at once',
  `${await together(3000, (i) => cases.findOneAndUpdate({ _id: ids[(i * 31) % COUNT] }, { $push: { timeline: { event: 'x' } }, $set: { state: 'filed' } }))}/s`,
);
const any = (i) => (i * 7919) % COUNT;
await median('findOne by _id', (i) => cases.findOne({ _id: ids[any(i)] }));
await median('findOne by a unique index', (i) => cases.findOne({ number: any(i) }));
say('findOne by _id, 16 at once', `${await together(5000, (i) => cases.findOne({ _id: ids[any(i)] }))}/s`);
await median('find by index + sort + 20', (i) =>
  cases
    .find({ state: 'closed', org: (i % 15) * 4 + 3 })
    .sort({ _id: -1 })
    .limit(20)
    .toArray(),
);
const ring = ['crowded', ...Array.from({ length: 18 }, (_, i) => `cell${i * 2}`)];
await median('$in over 19 cells, half of all in one, sort + 20', () =>
  cases
    .find({ cell: { $in: ring } })
    .sort({ _id: -1 })
    .limit(20)
    .toArray(),
);
await median('count of half by index', () => cases.countDocuments({ cell: 'crowded' }), 20);
await median('count by a filter without an index', () => cases.countDocuments({ 'timeline.event': 'x' }), 3);
let lag = 0;
let last = performance.now();
const beat = setInterval(() => {
  lag = Math.max(lag, performance.now() - last - 5);
  last = performance.now();
}, 5);
await median(
  `$group by state over all ${serial}`,
  () =>
    cases.aggregate([{ $group: { _id: '$state', n: { $sum: 1 }, last: { $max: '$createdAt' } } }]).toArray(),
  3,
);
clearInterval(beat);
say('the longest the asking program was held up meanwhile', ms(lag));

await client.close();
if (worker) {
  worker.postMessage('stop');
  await new Promise((resolve) => worker.once('exit', resolve));
  say('size on disk', `${Math.round(statSync(join(dataDir, 'store.sqlite')).size / 1e6)} MB`);
}
rmSync(dataDir, { recursive: true, force: true });

// Fills a data folder with invented cases. Bundled and started by run.mjs: fill.js <data folder> <cases> <seed>
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { localDay } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import { readConfig } from '../../api/src/config';
import { gatherCast } from '../../api/src/demonstration/cases/cast';
import { openStoryBook } from '../../api/src/demonstration/cases/stories';
import { seedCases } from '../../api/src/demonstration/seed-cases';
import { seedDemonstration } from '../../api/src/demonstration/seed-demonstration';
import { migrate } from '../../api/src/migrations/migrate';
import { migrations } from '../../api/src/migrations/migrations';
import { markDirty, recomputeFigures } from '../../api/src/modules/figures/recompute-figures';
import { AccountModel, type AccountRecord } from '../../api/src/modules/identity/account.model';
import { CounterModel } from '../../api/src/modules/issues/counter.model';
import { IssueModel, type IssueRecord } from '../../api/src/modules/issues/issue.model';
import { calendar, currentCatalogue } from '../../api/src/modules/standards/standards.queries';
import { clock } from '../../api/src/platform/clock';
import { ensureIndexes, openDatabase } from '../../api/src/platform/database';
import { startEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { logger } from '../../api/src/platform/logger';
import { readyModules, setUpModules } from '../../api/src/set-up-modules';
import { Inventor, type Scenery } from './invent-cases';

const AT_ONCE = 2000;
const [dataDir = '', count = '0', seed = '1'] = process.argv.slice(2);
const cases = Number(count);
logger.level = 'warn';

const startedAt = performance.now();
let saidAt = 0;
function say(what: string): void {
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s  ${what}`);
}
function sayNow(what: () => string): void {
  if (performance.now() - saidAt < 10_000) return;
  saidAt = performance.now();
  say(what());
}

const threadUrl = pathToFileURL(path.resolve('api/dist/platform/embedded-store/store-thread.js'));
const store = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), threadUrl });
const config = readConfig({ DEMO: '1', MONGODB_URI: store.uri, DATA_DIR: dataDir, RATE_LIMITS: '0' });
const database = await openDatabase(config);
await migrate(database.connection, migrations);
await ensureIndexes();
setUpModules(config);
await readyModules();
const now = clock.now();
await seedDemonstration(now);
await seedCases(now);
say('the demonstration is there');

const issues = IssueModel.collection;
// Filled in their order once all cases are there, which is faster and what a database has after a restore.
await issues.dropIndexes();
const { scenery, counters } = await prepare();
const inventor = new Inventor(scenery);
const days = new Set<string>();
let batch: IssueRecord[] = [];
let made = 0;
let writing: Promise<unknown> = Promise.resolve();
for (const reportedAt of inventor.times(cases - (await issues.countDocuments({})))) {
  const day = localDay(reportedAt);
  const ofTheDay = (counters.get(day) ?? 0) + 1;
  counters.set(day, ofTheDay);
  const issue = await inventor.invent(reportedAt, ofTheDay, made++);
  if (made % 5000 === 1) await new IssueModel(issue).validate();
  days.add(day);
  if (issue.closedDay) days.add(issue.closedDay);
  batch.push(issue);
  if (batch.length < AT_ONCE) continue;
  // One batch is written while the next is invented.
  await writing;
  writing = issues.insertMany(batch as never[], { ordered: false });
  batch = [];
  sayNow(() => `${made} of ${cases} cases`);
}
await writing;
if (batch.length > 0) await issues.insertMany(batch as never[], { ordered: false });
await CounterModel.bulkWrite(
  [...counters].map(([_id, most]) => ({
    updateOne: { filter: { _id }, update: { $set: { count: most } }, upsert: true },
  })),
);
say(`${made} cases are written; building the indexes`);
for (const together of indexGroups()) {
  say(`building ${together.map(({ key }) => Object.keys(key).join('+')).join(', ')}`);
  await issues.createIndexes(together as never[]);
}
say('indexes are built; counting the figures');
await markDirty(days);
for (let done = 0, left = 1; left > 0; done += left) {
  left = await recomputeFigures(now);
  sayNow(() => `${done} of ${days.size} days counted`);
}
await mongoose.connection.db?.admin().command({ ping: 1 });
await database.stop();
await store.stop();
say('done');

/** Those over many words by themselves, the others together: the fewer at once, the better each is put in order. */
function indexGroups(): { key: Record<string, number> }[][] {
  const all = IssueModel.schema
    .indexes()
    .map(([key, options]) => ({ key: key as Record<string, number>, ...options }));
  const wordy = ['tokens', 'publicTokens'];
  const first = ({ key }: (typeof all)[number]) => Object.keys(key)[0] ?? '';
  return [
    ...wordy.map((word) => all.filter((index) => first(index) === word)),
    all.filter((index) => !wordy.includes(first(index))),
  ];
}

async function prepare(): Promise<{ scenery: Scenery; counters: Map<string, number> }> {
  const demo = await AccountModel.find({ 'demo.role': 'resident' }, { _id: 1, demo: 1 }).lean<
    AccountRecord[]
  >();
  const busyResidents = demo.filter(({ demo }) => demo?.order !== null).map(({ _id }) => _id);
  const made = Array.from({ length: Math.max(200, Math.round(cases / 30)) }, () => ({
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    kind: 'wechat',
    name: '居民',
    disabledAt: null,
    createdAt: now,
    updatedAt: now,
  }));
  for (let i = 0; i < made.length; i += 1000)
    await AccountModel.collection.insertMany(made.slice(i, i + 1000) as never[]);
  const pictured = await issues.find({}, { projection: { pictures: 1 } }).toArray();
  const cast = await gatherCast(
    demo.map(({ _id }) => String(_id)),
    now,
  );
  return {
    scenery: {
      cast,
      book: await openStoryBook(),
      catalogue: await currentCatalogue(),
      calendar: await calendar(),
      residents: made.map(({ _id }) => _id),
      busyResidents,
      // As many for each size, so that their lists are alike.
      busyShare: 400 / cases,
      pictures: pictured.flatMap(({ pictures }) => pictures as IssueRecord['pictures']),
      now,
      seed: Number(seed),
    },
    counters: new Map((await CounterModel.find({}).lean()).map(({ _id, count }) => [_id, count])),
  };
}

// npm run bench -- [--cases 10000,1000000] [--keep DIR] [--seconds 4] [--rounds 3] [--only NAME,NAME] [--seed 1] [--amount N] [--profile DIR]
// Fills a folder with invented cases for each size and measures every request beside a bare driver and a bare stack
// that do the same database work on the same store. With --keep the folders stay and are used again.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { bundleFill } from './bundle-fill.mjs';
import { drive, middle } from './measure.mjs';
import { memory, nextMessage, root, sizeOnDiskMb, startApi, startProcess, stopProcess } from './program.mjs';
import { lookAround, reportMany, requestsFor, signIn } from './requests.mjs';
import { tableOfSize, tableOfSizes } from './tables.mjs';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000,1000000' },
    keep: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    // So many requests instead of some seconds: for comparing processor time on a busy machine.
    amount: { type: 'string' },
    profile: { type: 'string' },
  },
});
const sizes = options.cases.split(',').map(Number);
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const port = Number(process.env.PORT ?? 3128);
/** So many commands are measured a round: each needs a case of its own. */
const COMMANDS = 300;
/** A folder larger than this is measured where it is, and what the measuring added is taken out again. */
const COPIED_MB = 1500;

const shelf = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
const scratch = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true });
  if (!options.keep) rmSync(shelf, { recursive: true, force: true });
});

/** The folder with so many cases, filled when it is not there. */
async function folderOf(cases) {
  const folder = join(shelf, String(cases));
  if (existsSync(join(folder, 'filled'))) return folder;
  console.log(`\nfilling ${folder} with ${cases} cases`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const fill = startProcess(await bundleFill(), {
    args: [folder, String(cases), options.seed],
    output: 'inherit',
  });
  await new Promise((done) => fill.once('exit', done));
  writeFileSync(join(folder, 'filled'), options.seed);
  return folder;
}

/** What each variant of each request sends to the database and what is answered. */
async function recordAll(api, requests, caseIds) {
  const plans = {};
  for (const [name, { who, writes, ofCases, variants }] of Object.entries(requests)) {
    const token = who && (await signIn(api.call, who));
    plans[name] = [];
    for (const [i, variant] of variants.entries()) {
      let best;
      for (let look = 0; look < (writes ? 5 : 2) && (writes ? i === 0 : true); look++) {
        const caseId = ofCases ? caseIds.pop() : undefined;
        const path = ofCases ? variant.path(caseId) : variant.path;
        const outside = variant.outside ? api.base : `${api.base}/api/v1`;
        if (writes) await api.told();
        api.child.send('record');
        const response = await fetch(outside + path, {
          method: variant.body ? 'POST' : 'GET',
          headers: { ...(token && { Authorization: `Bearer ${token}` }), 'Content-Type': 'application/json' },
          body: variant.body && JSON.stringify(variant.body(i)),
        });
        const text = await response.text();
        api.child.send('stop recording');
        const sent = (await nextMessage(api.child)).commands;
        // A request that only reads writes nothing: that was the worker.
        const commands = writes
          ? sent
          : sent.filter((text) => !/^{"(update|insert|delete|findAndModify)"/.test(text));
        const json = response.headers.get('content-type')?.includes('json');
        const plan = { commands, caseId, status: response.status, answer: json ? JSON.parse(text) : text };
        if (!best || commands.length < best.commands.length) best = plan;
      }
      plans[name].push(best ?? plans[name][0]);
    }
  }
  return plans;
}

async function measureSize(cases) {
  const filled = await folderOf(cases);
  const inPlace = sizeOnDiskMb(join(filled, 'store')) > COPIED_MB;
  const dataDir = inPlace ? filled : join(scratch, String(cases));
  if (!inPlace) cpSync(filled, dataDir, { recursive: true });
  const sizeMb = sizeOnDiskMb(join(dataDir, 'store'));
  try {
    return { cases, sizeMb, ...(await measureFolder(dataDir)) };
  } finally {
    if (!inPlace) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureFolder(dataDir) {
  const recording = await startApi({
    dataDir,
    port,
    execArgv: ['--import', join(root, 'tests/bench/record-commands.mjs')],
  });
  const { dbName } = recording.connected;
  const client = await new mongoose.mongo.MongoClient(recording.storeUri).connect();
  const seen = await lookAround(client.db(dbName));
  await client.close();
  await recording.told();
  const wanted = Object.entries(await requestsFor(recording.call, seen)).filter(([name]) =>
    options.only.split(',').some((part) => name.includes(part)),
  );
  const requests = Object.fromEntries(wanted);
  const plans = await recordAll(
    recording,
    requests,
    requests.accept ? await reportMany(recording.call, seen, 5) : [],
  );
  await stopProcess(recording.child);

  const profile = options.profile ? ['--cpu-prof', '--cpu-prof-dir', resolve(options.profile)] : [];
  const api = await startApi({ dataDir, port, execArgv: profile, worker: false });
  await api.told();
  await wait(8000);
  const idleMb = memory(api.child).now;
  const bares = {};
  for (const kind of ['driver', 'stack']) {
    const child = startProcess(`tests/bench/bare-${kind}.mjs`);
    const cases = requests.accept ? await reportMany(api.call, seen, COMMANDS * rounds) : [];
    child.send({ uri: api.storeUri, dbName, plans, cases });
    bares[kind] = { child, base: `http://127.0.0.1:${(await nextMessage(child)).port}` };
  }
  await api.told();
  const rows = [];
  for (const [name, request] of Object.entries(requests)) {
    rows.push({
      name,
      commands: plans[name][0].commands.length,
      ...(await measureRequest(api, bares, name, request, plans[name], seen)),
    });
    const { ours, stack } = rows.at(-1);
    console.log(
      `${name.padEnd(32)} ${ours.perSecond.toFixed(0).padStart(6)}/s  p50 ${ours.p50} ms  p99 ${ours.p99} ms  ${Math.round((100 * ours.perSecond) / stack.perSecond)} % of the bare stack, by processor time ${Math.round((100 * stack.cpu) / ours.cpu)} %`,
    );
  }
  const peakMb = memory(api.child).most;
  await takeOut(api, dbName);
  for (const { child } of Object.values(bares)) await stopProcess(child);
  await stopProcess(api.child);
  return { startedInMs: Math.round(api.startedInMs), idleMb, peakMb, rows };
}

async function measureRequest(api, bares, name, request, plans, seen) {
  const { who, ofCases, variants } = request;
  const refused = plans.some(({ status }) => status >= 400);
  const taken = { ours: [], driver: [], stack: [] };
  for (let round = 0; round < rounds; round++) {
    const token = who && (await signIn(api.call, who));
    const caseIds = ofCases ? await reportMany(api.call, seen, COMMANDS) : undefined;
    if (request.writes) await api.told();
    const shared = {
      variants,
      seconds,
      amount: ofCases ? COMMANDS : options.amount && Number(options.amount),
      refused,
    };
    const urlOf = (variant, _, id) =>
      (variant.outside ? '' : '/api/v1') + (id ? variant.path(id) : variant.path);
    taken.ours.push(
      await drive({ ...shared, base: api.base, token, urlOf, caseIds, processes: [api.child] }),
    );
    if (request.writes) await api.told();
    for (const [kind, { child, base }] of Object.entries(bares)) {
      const bareUrl = (_, i) => `/${encodeURIComponent(name)}/${i}`;
      taken[kind].push(await drive({ ...shared, base, urlOf: bareUrl, processes: [child, api.child] }));
    }
  }
  return { ours: middle(taken.ours), driver: middle(taken.driver), stack: middle(taken.stack) };
}

/** Takes out the cases that the measuring added. */
async function takeOut(api, dbName) {
  const client = await new mongoose.mongo.MongoClient(api.storeUri).connect();
  const issues = client.db(dbName).collection('issues');
  await api.told();
  const creators = await issues
    .find({ _id: { $gt: mongoose.mongo.ObjectId.createFromTime(Date.now() / 1000 - 86_400) } })
    .toArray();
  const added = creators.filter(({ createKey }) => createKey.startsWith('bench-run-'));
  for (let i = 0; i < added.length; i += 200)
    await issues.deleteMany({ _id: { $in: added.slice(i, i + 200).map(({ _id }) => _id) } });
  await client.close();
}

const measured = [];
for (const cases of sizes) measured.push(await measureSize(cases));
const where = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.version}`;
console.log(`\n${where}; 10 connections, median of ${rounds} rounds of ${seconds} s\n`);
for (const size of measured) console.log(tableOfSize(size));
if (measured.length > 1) console.log(tableOfSizes(measured[0], measured.at(-1)));
mkdirSync(join(root, '.cache/bench'), { recursive: true });
writeFileSync(
  join(root, '.cache/bench/result.json'),
  JSON.stringify({ where, at: new Date(), measured }, null, 1),
);
process.exit(0);

// node tests/bench/run.mjs [cases] [seconds]      the four busiest requests, beside a bare server doing the same
// database work on the same store in the same run. Needs the built API (npm run bench builds it).
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import mongoose from 'mongoose';

const cases = Number(process.argv[2] ?? 10_000);
const seconds = Number(process.argv[3] ?? 4);
const rounds = 3;
const port = Number(process.env.PORT ?? 3128);
const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
const base = `http://127.0.0.1:${port}`;
const children = [];
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function start(file, execArgv = []) {
  const env = {
    ...process.env,
    ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: '1', HOST: '127.0.0.1' },
    ...{ RATE_LIMITS: '0', CHECK_RESPONSES: '0', LOG_LEVEL: 'info' },
  };
  const child = fork(join(root, file), {
    cwd: root,
    execArgv,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once('exit', (code) => code && process.exit(code));
  children.push(child);
  return child;
}

async function call(path, { token, body } = {}) {
  const response = await fetch(`${base}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

async function until(what, isSo) {
  for (let i = 0; i < 1200; i += 1) {
    if (await isSo().catch(() => false)) return;
    await wait(250);
  }
  throw new Error(`not within five minutes: ${what}`);
}
const ready = async () => (await fetch(`${base}/health/ready`)).json();

/** Copies the cases that are there until there are enough; everything but what must be unique stays. */
async function multiply(db) {
  const issues = db.collection('issues');
  const originals = await issues
    .find({ outboxDue: { $exists: false } })
    .limit(500)
    .toArray();
  let made = await issues.countDocuments({});
  for (let round = 0; made < cases; round += 1) {
    const copies = originals.slice(0, cases - made).map((issue) => ({
      ...issue,
      _id: new mongoose.mongo.ObjectId(),
      number: `${issue.number}-${round}`,
      createKey: `${issue.createKey}-${round}`,
    }));
    await issues.insertMany(copies);
    made += copies.length;
  }
  return made;
}

const newKey = () => Math.random().toString(36).slice(2).padEnd(12, 'k');

/** The four requests, as the web app sends them. */
async function busiest() {
  const { items: people } = await call('/demo/people');
  const resident = people.find(({ role }) => role === 'resident');
  const { accessToken: token } = await call('/sign-in/demo', { body: { accountId: resident.id } });
  const { items } = await call('/issues?limit=20');
  const one = items.find(({ point }) => point);
  const [lng, lat] = one.point;
  const report = () => ({ key: newKey(), text: '路灯不亮了', place: { point: [lng, lat], address: '路口' } });
  return {
    list: { path: '/issues?limit=20' },
    nearby: { path: `/issues/nearby?lng=${lng}&lat=${lat}&radius=1000` },
    detail: { path: `/issues/${one.id}` },
    report: { path: '/issues', token, body: report },
  };
}

async function ask({ path, token, body }) {
  await call(path, { token, body: body?.() });
}

/** What one request sends to the database: the shortest of several looks, since the worker talks to it too. */
async function record(api, request) {
  let shortest;
  for (let i = 0; i < 8; i += 1) {
    api.send('record');
    await ask(request);
    api.send('stop recording');
    const [{ commands }] = await once(api, 'message');
    if (!shortest || commands.length < shortest.length) shortest = commands;
    await wait(130);
  }
  return shortest;
}

async function measure(url, { token, body }) {
  const request = {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { setupRequest: (req) => ({ ...req, body: JSON.stringify(body()) }) }),
  };
  const result = await autocannon({ url, connections: 10, duration: seconds, requests: [request] });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const middle = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((one) => one[key]))]));

const api = start('api/dist/main.js', ['--import', join(root, 'tests/bench/record-commands.mjs')]);
const [{ uri, dbName }] = await once(api, 'message');
await until('the server is ready', async () => (await ready()).status === 'ok');
await until('the demonstration is told', async () => (await ready()).worker.due === 0);
const client = await new mongoose.mongo.MongoClient(uri).connect();
const made = await multiply(client.db(dbName));

const requests = await busiest();
const plans = {};
for (const [name, request] of Object.entries(requests)) plans[name] = await record(api, request);
const bare = start('tests/bench/bare-server.mjs');
bare.send({ uri, dbName, plans });
const [{ port: barePort }] = await once(bare, 'message');

console.log(`${made} cases, ${cpus()[0].model} × ${cpus().length}, Node ${process.version}`);
console.log(`10 connections, median of ${rounds} rounds of ${seconds} s\n`);
console.log('request  commands  ours/s  bare/s  ratio  ours p50 p99 ms  bare p50 p99 ms');
for (const [name, request] of Object.entries(requests)) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await measure(`${base}/api/v1${request.path}`, request));
    await until('the worker has caught up', async () => (await ready()).worker.due === 0);
    theirs.push(await measure(`http://127.0.0.1:${barePort}/${name}`, request));
  }
  const [a, b] = [middle(ours), middle(theirs)];
  const cells = [
    name.padEnd(7),
    String(plans[name].length).padStart(9),
    a.perSecond.toFixed(0).padStart(7),
    b.perSecond.toFixed(0).padStart(7),
    `${Math.round((100 * a.perSecond) / b.perSecond)} %`.padStart(6),
    `${a.p50} ${a.p99}`.padStart(16),
    `${b.p50} ${b.p99}`.padStart(16),
  ];
  console.log(cells.join(' '));
}
await client.close();
bare.kill('SIGTERM');
api.kill('SIGTERM');
await once(api, 'exit');
process.exit(0);

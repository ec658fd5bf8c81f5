// node tests/bench/who-answers.mjs [posts] [rows]      what "who is my chief" and the choice of a unit cost in a
// district with many posts and a long list. Needs the built API (node scripts/build.mjs api).
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const posts = Number(process.argv[2] ?? 2000);
const rows = Number(process.argv[3] ?? 3000);
const port = Number(process.env.PORT ?? 3129);
const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
const base = `http://127.0.0.1:${port}/api/v1`;
const server = fork(join(root, 'api/dist/main.js'), {
  cwd: root,
  env: {
    ...process.env,
    ...{ PORT: String(port), DATA_DIR: dataDir, DEMO: '1', HOST: '127.0.0.1' },
    ...{ RATE_LIMITS: '0', CHECK_RESPONSES: '0', LOG_LEVEL: 'error' },
  },
});
process.on('exit', () => {
  server.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method, path, { token, body } = {}) {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : null;
}

async function signIn(name) {
  const { items } = await call('GET', '/demo/people');
  const person = items.find((each) => each.name === name);
  return (await call('POST', '/sign-in/demo', { body: { accountId: person.id } })).accessToken;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
async function measure(what, times, work) {
  const took = [];
  for (let i = 0; i < times; i += 1) {
    const from = performance.now();
    await work(i);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const p95 = took[Math.floor(took.length * 0.95)];
  console.log(`${what}: median ${median(took).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${times} times)`);
}

for (let i = 0; i < 1200; i += 1) {
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (ready) break;
  await wait(250);
}
const token = await signIn('邵守诚');
const places = [];
for (const kind of ['alley', 'road', 'cell', 'building']) {
  const { items } = await call('GET', `/places?kind=${kind}&limit=100`);
  places.push(...items);
}
const people = (await call('GET', '/posts/people?q=&limit=50', { token })).items;
const role = { alley: 'chief', road: 'chief', cell: 'grid_worker', building: 'building_head' };
let made = 0;
for (const person of people) {
  for (const place of places) {
    if (made >= posts) break;
    const scope = { kind: 'place', id: place.id };
    const body = { accountId: person.id, role: role[place.kind], scope };
    await call('POST', '/posts', { token, body }).then(
      () => {
        made += 1;
      },
      () => {},
    );
  }
}
const { matters } = await call('GET', '/standards/catalogue');
const { items: towns } = await call('GET', '/places?kind=street_office,town&limit=20');
const units = ['U-SANITATION', 'U-MUNICIPAL', 'U-GREENING', 'U-LIGHTING'];
const list = matters
  .flatMap(({ code }, i) =>
    towns.map((town, j) => ({
      about: code,
      areaCode: town.code,
      organisationCode: units[(i + j) % units.length],
    })),
  )
  .slice(0, rows);
const { items: versions } = await call('GET', '/lists/responsibility/versions', { token });
if (!versions.some(({ state }) => state === 'draft'))
  await call('POST', '/lists/responsibility/draft', { token });
await call('POST', '/lists/responsibility/draft/import', { token, body: { mode: 'replace', rows: list } });
const check = await call('GET', '/lists/responsibility/draft/check', { token });
const effectiveFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
await call('POST', '/lists/responsibility/draft/publish', {
  token,
  body: { revision: check.revision, effectiveFrom },
});
console.log(`${made} posts, ${list.length} rows`);

const at = (i) => places[i % places.length].centre;
await measure('who answers for a point', 300, (i) =>
  call('GET', `/who-answers?lng=${at(i)[0]}&lat=${at(i)[1]}`),
);
await measure('vacancies of the district', 30, () => call('GET', '/posts/vacancies', { token }));
await measure('check of a draft', 5, async () => {
  await call('POST', '/lists/responsibility/draft', { token }).catch(() => {});
  await call('GET', '/lists/responsibility/draft/check', { token });
});
const dispatcher = await signIn('顾明远');
const { items: filed } = await call('GET', '/issues?view=scope&state=filed&limit=20', { token: dispatcher });
if (filed.length > 0) {
  await measure('units for a case', 100, (i) =>
    call('GET', `/issues/${filed[i % filed.length].id}/candidates`, { token: dispatcher }),
  );
}
process.exit(0);

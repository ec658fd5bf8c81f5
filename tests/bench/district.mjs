// npm run bench:district -- [--places 20000,200000] [--posts 2000] [--rows 3000]
// What a big district costs: a point and what it belongs to, the tree and the lists of the register, its search, who
// answers, and the choice of a unit. Each size is filled anew; one request at a time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFill } from './bundle-fill.mjs';
import { median } from './measure.mjs';
import { memory, root, sizeOnDiskMb, startApi, startProcess, stopProcess } from './program.mjs';

const { values: options } = parseArgs({
  options: {
    places: { type: 'string', default: '20000,200000' },
    posts: { type: 'string', default: '2000' },
    rows: { type: 'string', default: '3000' },
  },
});
const sizes = options.places.split(',').map(Number);
const scratch = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

async function signIn(call, name) {
  const { items } = await call('/demo/people');
  const person = items.find((each) => each.name === name);
  return (await call('/sign-in/demo', { body: { accountId: person.id } })).accessToken;
}

/** Every kind of place that has a post of its own gets holders until there are enough. */
async function appointMany(call, token) {
  const roles = {
    alley: 'chief',
    road: 'chief',
    cell: 'grid_worker',
    building: 'building_head',
    compound: 'building_head',
  };
  const scopes = [];
  for (const [kind, role] of Object.entries(roles)) {
    const { items } = await call(`/places?kind=${kind}&limit=100`);
    scopes.push(...items.map(({ id }) => ({ role, scope: { kind: 'place', id } })));
  }
  const people = (await call('/posts/people?q=&limit=50', { token })).items;
  let made = 0;
  for (const person of people) {
    for (const post of scopes) {
      if (made >= Number(options.posts)) return made;
      const body = { accountId: person.id, ...post };
      made += await call('/posts', { token, body }).then(
        () => 1,
        () => 0,
      );
    }
  }
  return made;
}

/** A responsibility list in force that names a unit for each class in each town. */
async function publishLongList(call, token) {
  const { matters } = await call('/standards/catalogue');
  const { items: towns } = await call('/places?kind=street_office,town&limit=20');
  const units = ['U-SANITATION', 'U-MUNICIPAL', 'U-GREENING', 'U-LIGHTING'];
  const rows = matters
    .flatMap(({ code }, i) =>
      towns.map((town, j) => ({
        about: code,
        areaCode: town.code,
        organisationCode: units[(i + j) % units.length],
      })),
    )
    .slice(0, Number(options.rows));
  const list = '/lists/responsibility';
  const { items: versions } = await call(`${list}/versions`, { token });
  if (!versions.some(({ state }) => state === 'draft')) await call(`${list}/draft`, { token, body: {} });
  await call(`${list}/draft/import`, { token, body: { mode: 'replace', rows } });
  const { revision } = await call(`${list}/draft/check`, { token });
  const effectiveFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await call(`${list}/draft/publish`, { token, body: { revision, effectiveFrom } });
  return rows.length;
}

async function measure(times, work) {
  for (let i = 0; i < 3; i++) await work(i);
  const took = [];
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    await work(i);
    took.push(performance.now() - from);
  }
  return { p50: median(took), p95: took.sort((a, b) => a - b)[Math.floor(times * 0.95)] };
}

async function measureSize(places) {
  const dataDir = join(scratch, String(places));
  mkdirSync(dataDir);
  const began = performance.now();
  const fill = startProcess(await bundleFill('fill-places'), {
    args: [dataDir, String(places)],
    output: 'inherit',
  });
  await new Promise((done) => fill.once('exit', done));
  const filledInS = Math.round((performance.now() - began) / 1000);
  const api = await startApi({ dataDir, port: Number(process.env.PORT ?? 3129) });
  const { call } = api;
  const token = await signIn(call, '邵守诚');
  const dispatcher = await signIn(call, '顾明远');
  const made = await appointMany(call, token);
  const rows = await publishLongList(call, token);
  const { items: communities } = await call('/places?kind=community&limit=30');
  const { items: towns } = await call('/places?kind=street_office,town&limit=20');
  const { items: compounds } = await call('/places?kind=compound&limit=100');
  const { items: lamps } = await call('/places?kind=component&limit=100');
  const { items: filed } = await call('/issues?view=scope&state=filed&limit=20', { token: dispatcher });
  const { next } = await call(`/places?withinId=${towns[0].id}&kind=component&limit=30`);
  const of = (all, i) => all[i % all.length];
  const point = (i) => {
    const [lng, lat] = of(compounds, i).centre;
    return `lng=${lng}&lat=${lat}`;
  };
  const q = encodeURIComponent;
  const asked = {
    'a point: what it belongs to': (i) => call(`/places/at?${point(i)}`),
    'a point: who answers': (i) => call(`/who-answers?${point(i)}`),
    'toilets near a point': (i) => call(`/places/near?${point(i)}&kind=toilet`),
    'components near a point': (i) => call(`/places/near?${point(i)}&kind=component&radius=300`),
    'tree: what is in a town': (i) => call(`/places?parentId=${of(towns, i).id}&limit=100`),
    'tree: how many of each kind': (i) => call(`/places/${of(communities, i).id}/counts`),
    'components of a town': (i) => call(`/places?withinId=${of(towns, i).id}&kind=component&limit=30`),
    'the same, second page': () =>
      call(`/places?withinId=${towns[0].id}&kind=component&limit=30&cursor=${q(next)}`),
    'search: one name': (i) => call(`/places?q=${q(`演示店铺${(i % 100) * 100 + 5}`)}`),
    'search: the start of a code': (i) => call(`/places?q=${of(lamps, i).code.slice(0, 15)}`),
    'search: initials': () => call('/places?q=zjy'),
    'a record': (i) => call(`/places/${of(lamps, i).id}`),
    'vacancies of the district': () => call('/posts/vacancies', { token }),
    'units for a case': (i) => call(`/issues/${of(filed, i).id}/candidates`, { token: dispatcher }),
  };
  const figures = {};
  for (const [name, work] of Object.entries(asked)) figures[name] = await measure(60, work);
  figures['a boundary is changed'] = await measureBoundary(api, communities[0], token);
  const result = { places, posts: made, rows, filledInS, startedInMs: api.startedInMs, figures };
  result.memoryMb = memory(api.child).now;
  result.diskMb = sizeOnDiskMb(join(dataDir, 'store'));
  await stopProcess(api.child);
  rmSync(dataDir, { recursive: true, force: true });
  return result;
}

/** Moves a corner of a community a little, ten times; every object is looked at anew behind it. */
async function measureBoundary({ call }, { id }, token) {
  return measure(5, async (i) => {
    const { version, geometry } = await call(`/places/${id}`, { token });
    const outline = structuredClone(geometry);
    const ring = outline.type === 'Polygon' ? outline.coordinates[0] : outline.coordinates[0][0];
    const moved = [ring[0][0] + (i % 2 ? -1e-6 : 1e-6), ring[0][1]];
    ring[0] = moved;
    ring[ring.length - 1] = moved;
    await call(`/places/${id}/change`, { token, body: { version, geometry: outline } });
  });
}

const measured = [];
for (const places of sizes) measured.push(await measureSize(places));
for (const { places, posts, rows, filledInS, startedInMs, memoryMb, diskMb } of measured) {
  console.log(
    `${places} places, ${posts} posts, ${rows} rows: filled in ${filledInS} s, ready after ${(startedInMs / 1000).toFixed(1)} s, ${memoryMb} MB of memory, ${Math.round(diskMb)} MB on disk`,
  );
}
console.log(
  `\n| Request | ${measured.map(({ places }) => `${places} p50 ms | p95 ms`).join(' | ')} | times |`,
);
console.log(`| --- |${' --: |'.repeat(measured.length * 2 + 1)}`);
for (const name of Object.keys(measured[0].figures)) {
  const each = measured.map(({ figures }) => figures[name]);
  const cells = each.flatMap(({ p50, p95 }) => [p50.toFixed(1), p95.toFixed(1)]);
  console.log(`| ${[name, ...cells, (each.at(-1).p50 / each[0].p50).toFixed(2)].join(' | ')} |`);
}
mkdirSync(join(root, '.cache/bench'), { recursive: true });
writeFileSync(join(root, '.cache/bench/district.json'), JSON.stringify(measured, null, 1));
process.exit(0);

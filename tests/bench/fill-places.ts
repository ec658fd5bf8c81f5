// Fills a data folder with the demonstration and invented places. Bundled and started by district.mjs:
// fill-places.js <data folder> <places>
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LngLat } from '@gongzhi/shared/fields';
import { readConfig } from '../../api/src/config';
import { diceOf } from '../../api/src/demonstration/cases/dice';
import { seedCases } from '../../api/src/demonstration/seed-cases';
import { seedDemonstration } from '../../api/src/demonstration/seed-demonstration';
import { migrate } from '../../api/src/migrations/migrate';
import { migrations } from '../../api/src/migrations/migrations';
import { importPlaces } from '../../api/src/modules/places/import-places';
import { allPlaces } from '../../api/src/modules/places/place-index';
import { clock } from '../../api/src/platform/clock';
import { ensureIndexes, openDatabase } from '../../api/src/platform/database';
import { startEmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { logger } from '../../api/src/platform/logger';
import { readyModules, setUpModules } from '../../api/src/set-up-modules';

const AT_ONCE = 5000;
const METRE = 1 / 111_195;
const [dataDir = '', count = '0'] = process.argv.slice(2);
logger.level = 'warn';

const threadUrl = pathToFileURL(path.resolve('api/dist/platform/embedded-store/store-thread.js'));
const store = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), threadUrl });
const config = readConfig({ DEMO: '1', MONGODB_URI: store.uri, DATA_DIR: dataDir, RATE_LIMITS: '0' });
const database = await openDatabase(config);
await migrate(database.connection, migrations);
await ensureIndexes();
setUpModules(config);
await readyModules();
await seedDemonstration(clock.now());
// Before there are more places than its stories are written for.
await seedCases(clock.now());

const dice = diceOf(1);
const communities = allPlaces().filter(({ kind }) => kind === 'community' || kind === 'village');
const near = ([lng, lat]: LngLat, metres: number): LngLat => [
  lng + dice.between(-metres, metres) * METRE,
  lat + dice.between(-metres, metres) * METRE,
];
const lamp = {
  ...{ departmentCode: '11320482014139000X', departmentName: '常州市金坛区城市管理局' },
  ...{ keeperName: '金坛区路灯管理所', state: '完好', initialOn: '2026-03-01', source: '演示绘制' },
};

/** Of a hundred places two are compounds, eighteen shops, the rest street lamps. */
function invent(i: number): unknown {
  const at = near(dice.pick(communities).centre, 300);
  const point = { type: 'Point', coordinates: at };
  if (i % 100 < 2) return feature('compound', `BC-${i}`, `演示小区${i}`, square(at, 40));
  if (i % 100 < 20)
    return feature('shop', `BS-${i}`, `演示店铺${i}`, point, { trade: '餐饮', operator: '演示经营者' });
  return feature('component', `32041301037${String(100_000 + i).slice(-6)}`, '路灯', point, lamp);
}

const feature = (kind: string, code: string, name: string, geometry: object, fields: object = {}) => ({
  ...{ type: 'Feature', properties: { kind, code, name, fields }, geometry },
});

function square([lng, lat]: LngLat, metres: number): object {
  const d = metres * METRE;
  const corners = [
    [lng - d, lat - d],
    [lng + d, lat - d],
    [lng + d, lat + d],
    [lng - d, lat + d],
  ];
  return { type: 'Polygon', coordinates: [[...corners, corners[0]]] };
}

for (let done = 0; done < Number(count); done += AT_ONCE) {
  const some = Array.from({ length: Math.min(AT_ONCE, Number(count) - done) }, (_, i) => invent(done + i));
  const { errors } = await importPlaces(some, { dryRun: false, demo: true }, clock.now());
  if (errors.length > 0) throw new Error(`places cannot be invented: ${JSON.stringify(errors.slice(0, 3))}`);
}
await database.stop();
await store.stop();

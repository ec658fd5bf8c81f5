import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { importContracts } from '@gongzhi/shared/imports/contract';
import type { ImportView } from '@gongzhi/shared/imports/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { sweepImports } from '../../../api/src/modules/imports/import-files';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { feature, makeSmallDistrict, unitScope } from '../../support/small-district';

let app: TestApp;
let administrator: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

const toilets = (code: string, stars = 3) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      feature(
        'toilet',
        code,
        '公厕',
        { type: 'Point', coordinates: [119.51, 31.71] },
        {
          fields: { stars, openHours: '全天', inUse: '正常开放' },
        },
      ),
    ],
  });

async function upload(text: string): Promise<ImportView> {
  const form = new FormData();
  form.set('file', new Blob([text]), '公厕.geojson');
  const response = await fetch(`${app.base}/api/v1/imports?target=places`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${administrator.token}` },
    body: form,
  });
  const { id } = (await response.json()) as ImportView;
  await runImports();
  return read(id);
}
const read = async (id: string) =>
  (await app.call(importContracts.read, { as: administrator, params: { id } })).body;

function files(): number {
  const folder = path.join(app.config.dataDir, 'imports');
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
}

test('a file that was checked and not brought in is gone after a day, and the record says so', async () => {
  const view = await upload(toilets('T-21'));
  app.advance(DAY_MS - 1000);
  expect(await sweepImports(clock.now())).toBe(0);
  expect(files()).toBe(1);
  app.advance(2000);
  expect(await sweepImports(clock.now())).toBe(1);
  expect(files()).toBe(0);
  app.setTime(testMorning);
  expect(await read(view.id)).toMatchObject({
    state: 'failed',
    canApply: false,
    why: '检查后一天没有导入，文件已经清除，请重新上传',
  });
  const { id, digest } = view;
  expect(
    (await app.call(importContracts.apply, { as: administrator, params: { id }, body: { digest } })).status,
  ).toBe(409);
});

test('the same file that waits in another import stays; one that was brought in or cannot be read goes at once', async () => {
  const old = await upload(toilets('T-22'));
  app.advance(DAY_MS - 60_000);
  const { accessToken } = await startSession(administrator.accountId, clock.now(), 'test');
  administrator = { ...administrator, token: accessToken };
  await upload(toilets('T-22'));
  app.advance(120_000);
  await sweepImports(clock.now());
  expect(files()).toBe(1);
  expect((await read(old.id)).state).toBe('failed');
  await upload('this is no list of places');
  expect(files()).toBe(1);
});

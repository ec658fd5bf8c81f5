import { get } from 'node:http';
import { standardsContracts } from '@gongzhi/shared/standards/contract';
import { shippedCatalogue } from '@gongzhi/shared/standards/shipped-catalogue';
import { ensureStandards, putCatalogueInForce } from '../../../api/src/modules/standards/put-in-force';
import {
  calendar,
  catalogueVersion,
  currentCatalogue,
} from '../../../api/src/modules/standards/standards.queries';
import { startTestApp, type TestApp, testMorning } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.stop());

test('what ships with the program is in force from the first start, and an ETag spares sending it again', async () => {
  const first = await app.call(standardsContracts.catalogue);
  expect(first.body.version).toBe(shippedCatalogue().version);
  expect(first.body.matters).toHaveLength(250);
  const etag = first.headers.get('etag') ?? '';
  // By hand: fetch adds a Cache-Control of its own that asks for the whole answer.
  const again = await new Promise<number | undefined>((answered) => {
    const headers = { 'If-None-Match': etag };
    get(`${app.base}/api/v1/standards/catalogue`, { headers }, (response) => {
      response.resume();
      answered(response.statusCode);
    });
  });
  expect(again).toBe(304);
  expect((await calendar()).years).toHaveProperty('2026');
});

test('another catalogue takes its place, the old version stays readable, and a restart keeps the new one', async () => {
  const old = shippedCatalogue();
  const mine = { ...old, version: '2027.1', title: '本区目录' };
  await putCatalogueInForce(mine, testMorning);
  expect((await app.call(standardsContracts.catalogue)).body.title).toBe('本区目录');
  expect((await catalogueVersion(old.version))?.title).toBe(old.title);
  await ensureStandards(testMorning);
  expect((await currentCatalogue()).version).toBe('2027.1');
});

test('a version never changes what it says', async () => {
  const changed = { ...shippedCatalogue(), title: '改过的' };
  await expect(putCatalogueInForce(changed, testMorning)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await currentCatalogue()).version).toBe('2027.1');
});

test('what is not a catalogue is refused', async () => {
  const { matters, ...rest } = shippedCatalogue();
  const twice = { ...rest, version: 'x', matters: [...matters, matters[0]] };
  await expect(putCatalogueInForce(twice, testMorning)).rejects.toThrow('重复');
  expect(await catalogueVersion('x')).toBeNull();
});

import { systemContracts } from '@gongzhi/shared/system/contract';
import { startTestApp, type TestApp, testMorning } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.stop());

it('an empty installation says honestly that it knows no district yet', async () => {
  const { status, body } = await app.call(systemContracts.about);
  expect(status).toBe(200);
  expect(body).toMatchObject({ district: null, demo: true, wechat: false, now: testMorning.toISOString() });
});

it('is ready once the database answers, and says how much the worker has before it', async () => {
  const response = await fetch(`${app.base}/health/ready`);
  expect(await response.json()).toMatchObject({ status: 'ok', worker: { due: 0 } });
});

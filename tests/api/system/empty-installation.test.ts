import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { bringFile } from '../../support/bring-file';
import { smallDistrict, units } from '../../support/small-district';
import { workbook } from '../../support/workbook';

/*
 * The built program and its commands as an installation would use them: nothing there at first, no demonstration.
 */

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'gongzhi-empty-'));
const PORT = '3134';
const settings = (dataDir: string) => ({
  PATH: process.env.PATH ?? '',
  DEMO: '0',
  SECRET_KEY: 'an installation of its own, with a key of its own',
  DATA_DIR: join(folder, dataDir),
  PORT,
  HOST: '127.0.0.1',
  LOG_LEVEL: 'warn',
});
const run = promisify(execFile);
let program: ChildProcess | undefined;

async function start(dataDir: string): Promise<void> {
  program = spawn(process.execPath, ['api/dist/main.js'], {
    cwd: root,
    env: settings(dataDir),
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100; tries++) {
    const ready = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => null);
    if (ready?.ok) return;
    await pause(100);
  }
  throw new Error('the program did not get ready');
}
async function stop(): Promise<void> {
  const running = program;
  program = undefined;
  if (!running || running.exitCode !== null) return;
  const ended = new Promise((done) => running.once('exit', done));
  running.kill('SIGTERM');
  await ended;
}

interface Told {
  code: number;
  said: string;
}
async function command(args: string[], dataDir = 'first'): Promise<Told> {
  try {
    const { stdout } = await run(process.execPath, ['api/dist/cli.js', ...args], {
      cwd: root,
      env: settings(dataDir),
    });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

async function call(method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}) {
  const response = await fetch(`http://127.0.0.1:${PORT}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  return { status: response.status, body: await response.json() };
}
const linkToken = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? '';
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  await run(process.execPath, ['scripts/build.mjs', 'api'], { cwd: root });
  await start('first');
}, 60_000);
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const password = 'a long enough password';
let administrator = '';

test('at first nobody can sign in and no place is known', async () => {
  expect((await call('GET', '/about')).body).toMatchObject({ demo: false, wechat: false, district: null });
  expect((await call('GET', '/demo/people')).body.error.code).toBe('DEMO_ONLY');
  const body = { code: 'any' };
  expect((await call('POST', '/sign-in/wechat', { body })).body.error.code).toBe('WECHAT_NOT_CONFIGURED');
  expect((await call('GET', '/places/base-map')).status).toBe(404);
});

test('the first administrator is made by a command while the program runs, and sets a password', async () => {
  const made = await command([
    'admin',
    'create',
    '--name',
    '邵守诚',
    '--login',
    'shao',
    '--bureau',
    '某区城市管理局',
  ]);
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('shao') });
  const path = `/password-links/${linkToken(made.said)}`;
  expect((await call('GET', path)).body).toEqual({ name: '邵守诚', loginName: 'shao' });
  expect((await call('POST', path, { body: { password, consent: 1 } })).status).toBe(200);
  const signedIn = await call('POST', '/sign-in/desk', { body: { loginName: 'shao', password } });
  administrator = signedIn.body.accessToken;
  expect((await call('GET', '/me', { token: administrator })).body).toMatchObject({
    desks: ['manage', 'figures'],
    posts: [{ role: 'administrator', scope: { name: '某区城市管理局' } }],
  });
  expect(await command(['admin', 'create', '--name', '别人', '--login', 'shao'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('LOGIN_NAME_TAKEN'),
  });
});

test('places come by command: one wrong row and nothing is stored; then the running program has them', async () => {
  const [first, ...rest] = smallDistrict;
  const wrong = { ...first, properties: { ...first?.properties, kind: 'moon' } };
  const broken = file('broken.geojson', { type: 'FeatureCollection', features: [wrong, ...rest] });
  const refused = await command(['admin', 'import-places', broken]);
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('row 1, properties.kind') });
  const good = file('places.geojson', { type: 'FeatureCollection', features: smallDistrict });
  expect((await command(['admin', 'import-places', good, '--dry-run'])).said).toContain(
    `${smallDistrict.length} would be made`,
  );
  expect((await command(['admin', 'import-places', good])).said).toContain(
    `${smallDistrict.length} were made`,
  );
  await expect(until(async () => (await call('GET', '/about')).body.district)).resolves.toEqual({
    code: '320413',
    name: '金坛区',
  });
});

/** Asks again for some seconds: another process changed something. */
async function until<T>(ask: () => Promise<T | null>): Promise<T | null> {
  for (let tries = 0; tries < 60; tries++) {
    const answer = await ask();
    if (answer) return answer;
    await pause(100);
  }
  return null;
}

const unitHeadings = ['编码', '名称', '简称', '类型', '上级编码', '业务条线', '范围编码'];
const unitRows = [
  ['U-1', '环境卫生管理处', '环卫处', '处置单位', 'BUREAU', '环卫', ''],
  ['K-1', '清源保洁公司', '清源保洁', '作业企业', 'U-1', '环卫', '320413001'],
];

/** A sheet of units as the page for imports brings it in: uploaded, checked, decided, done. */
async function bringIn(sheet: Buffer): Promise<void> {
  const app = { base: `http://127.0.0.1:${PORT}` };
  const { body } = await bringFile(app, { token: administrator }, sheet, { target: 'organisations' });
  const path = `/imports/${body.id}`;
  const reached = (state: string) => async () => {
    const { body: view } = await call('GET', path, { token: administrator });
    return view.state === state ? view : null;
  };
  const checked = await until(reached('checked'));
  expect(checked).toMatchObject({ canApply: true, report: { created: 2, errorCount: 0 } });
  await call('POST', `${path}/apply`, { token: administrator, body: { digest: checked.digest } });
  expect(await until(reached('applied'))).not.toBeNull();
}

test('units and people come over HTTP or by command', async () => {
  const listed = file('units.json', units.slice(0, 1));
  expect((await command(['admin', 'import-organisations', listed])).said).toContain('1 changed');
  await bringIn(await workbook(unitHeadings, unitRows));
  const account = { name: '顾明远', loginName: 'gumy' };
  const made = await call('POST', '/desk-accounts', { token: administrator, body: account });
  expect(made.status).toBe(201);
  const appointed = await command([
    'admin',
    'appoint',
    '--login',
    'gumy',
    '--role',
    'dispatcher',
    '--place',
    '320413',
  ]);
  expect(appointed).toMatchObject({ code: 0, said: expect.stringContaining('派遣员') });
  const token = linkToken(made.body.path);
  const dispatcher = await call('POST', `/password-links/${token}`, { body: { password, consent: 1 } });
  const me = await call('GET', '/me', { token: dispatcher.body.accessToken });
  expect(me.body).toMatchObject({ name: '顾明远', desks: ['dispatch', 'figures'] });
  const unit = await call('GET', '/organisations', { token: dispatcher.body.accessToken });
  const scope = {
    kind: 'organisation',
    id: unit.body.items.find(({ code }: { code: string }) => code === 'U-1').id,
  };
  const body = { accountId: made.body.account.id, role: 'unit_officer', scope };
  expect((await call('POST', '/posts', { token: administrator, body })).status).toBe(201);
});

test('what is mistyped is told in words', async () => {
  const mistakes: [string[], string][] = [
    [[], 'Usage'],
    [['admin', 'create', '--name', 'x'], '--login is missing'],
    [['admin', 'appoint', '--login', 'gumy', '--role', 'king', '--place', '320413'], '--role is one of'],
    [
      ['admin', 'appoint', '--login', 'gumy', '--role', 'chief', '--place', 'nowhere'],
      'there is no place nowhere',
    ],
    [['admin', 'import-places', 'no-such-file'], 'no-such-file'],
    [['admin', 'link', '--unknown'], '--unknown'],
    [['seed'], 'for a demonstration'],
  ];
  const told = await Promise.all(mistakes.map(([args]) => command(args)));
  for (const [i, [, words]] of mistakes.entries()) {
    expect(told[i]).toMatchObject({ code: 1, said: expect.stringContaining(words) });
    expect(told[i]?.said).not.toContain('    at ');
  }
}, 60_000);

test('a backup taken while it runs is a whole installation somewhere else', async () => {
  const copy = join(folder, 'copy');
  expect((await command(['backup', copy])).code).toBe(0);
  expect(await command(['backup', copy])).toMatchObject({
    code: 1,
    said: expect.stringContaining('already'),
  });
  expect(await command(['restore', copy])).toMatchObject({ code: 1 });
  await stop();
  expect(await command(['restore', copy], 'second')).toMatchObject({ code: 0 });
  await start('second');
  const signedIn = await call('POST', '/sign-in/desk', { body: { loginName: 'shao', password } });
  expect(signedIn.status).toBe(200);
  expect((await call('GET', '/about')).body.district.name).toBe('金坛区');
}, 60_000);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BodyInputOf, Contract, QueryInputOf, ResponseOf } from '@gongzhi/shared/contract';
import type { ErrorBody } from '@gongzhi/shared/errors';
import type { PostRole, PostScope } from '@gongzhi/shared/posts/schema';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import { createGongzhi } from '../../api/src/app';
import { readConfig } from '../../api/src/config';
import { listen } from '../../api/src/http/server';
import { migrate } from '../../api/src/migrations/migrate';
import { migrations } from '../../api/src/migrations/migrations';
import { AccountModel } from '../../api/src/modules/identity/account.model';
import { startSession } from '../../api/src/modules/identity/sessions';
import { makePost } from '../../api/src/modules/posts/appoint';
import { clock, setClock } from '../../api/src/platform/clock';
import { ensureIndexes, openDatabase } from '../../api/src/platform/database';
import { logger } from '../../api/src/platform/logger';
import { createMetrics } from '../../api/src/platform/metrics';
import { readyModules, setUpModules } from '../../api/src/set-up-modules';
import { openTestDatabase } from './store';

export interface TestPerson {
  readonly accountId: string;
  readonly name: string;
  readonly token: string;
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** A Tuesday morning in working time, Beijing 10:00. */
export const testMorning = new Date('2026-11-24T02:00:00Z');

/**
 * The real application on a free port, with a real and empty database of its own and a clock that only the test
 * moves. Limits are off, answers are checked against their contracts. `env` adds settings.
 */
export async function startTestApp(env: NodeJS.ProcessEnv = {}) {
  logger.level = process.env.LOG_LEVEL ?? 'silent';
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongzhi-test-'));
  const testDatabase = await openTestDatabase();
  const config = readConfig({
    DEMO: '1',
    MONGODB_URI: testDatabase.uri,
    DATA_DIR: dataDir,
    RATE_LIMITS: '0',
    CHECK_RESPONSES: '1',
    ...env,
  });
  setTime(testMorning);
  const database = await openDatabase(config);
  await migrate(database.connection, migrations);
  await ensureIndexes();
  setUpModules(config);
  await readyModules();
  const server = await listen(createGongzhi(config, createMetrics()), { port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${server.port}`;

  return {
    base,
    config,
    connection: database.connection,
    call: <C extends Contract>(contract: C, options: CallOptions<C> = {}) => call(base, contract, options),
    addPerson,
    /** Moves the clock of the application. */
    setTime,
    advance: (ms: number) => setTime(new Date(clock.now().getTime() + ms)),
    async stop() {
      await server.stop();
      await database.stop();
      await testDatabase.close();
      setClock();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function setTime(time: Date): void {
  setClock(() => new Date(time));
}

/** Somebody with an account, in the given posts, signed in. The places and units of the posts must exist. */
async function addPerson(
  name: string,
  ...posts: { role: PostRole; scope: PostScope }[]
): Promise<TestPerson> {
  const now = clock.now();
  const consents = [{ version: agreement.version, at: now }];
  const account = await AccountModel.create({ kind: 'desk', name, consents, createdAt: now, updatedAt: now });
  const accountId = String(account._id);
  for (const post of posts) await makePost({ accountId, ...post }, { accountId: null, name: '测试' }, now);
  const { accessToken } = await startSession(accountId, now, 'test');
  return { accountId, name, token: accessToken };
}

interface CallOptions<C> {
  as?: TestPerson;
  params?: Record<string, string>;
  query?: QueryInputOf<C>;
  body?: BodyInputOf<C>;
}

interface Answered<C> {
  readonly status: number;
  readonly headers: Headers;
  /** The answer by its contract; reading it when the call failed throws with what the API said. */
  readonly body: ResponseOf<C>;
  readonly error: ErrorBody['error'] | undefined;
}

/** One request by its contract, typed like the apps' own. */
async function call<C extends Contract>(
  base: string,
  contract: C,
  { as, params = {}, query, body }: CallOptions<C>,
): Promise<Answered<C>> {
  const where = contract.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const asked = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${base}/api/v1${where}?${search}`, {
    method: contract.method,
    headers: {
      ...(as ? { Authorization: `Bearer ${as.token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : text;
  return {
    status: response.status,
    headers: response.headers,
    error: response.ok ? undefined : json.error,
    get body(): ResponseOf<C> {
      if (response.ok) return json;
      throw new Error(`${contract.method} ${where} answered ${response.status}: ${text}`);
    },
  };
}

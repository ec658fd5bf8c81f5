import { allContracts } from '@gongzhi/shared/contracts';
import type { ImportTarget } from '@gongzhi/shared/imports/schema';
import { organisationInput } from '@gongzhi/shared/organisations/schema';
import { placeFeature } from '@gongzhi/shared/places/schema';
import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { identitySetup, setUpIdentity } from '../../../api/src/modules/identity/identity-setup';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { runImports } from '../../../api/src/modules/imports/run-imports';
import { importOrganisations } from '../../../api/src/modules/organisations/import-organisations';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { bringFile } from '../../support/bring-file';
import { type JsonSchema, junk, mostlyFitting } from '../../support/random-input';
import { workbook } from '../../support/workbook';
import {
  aMorning,
  east,
  matter,
  openWorld,
  type Person,
  people,
  picture,
  type Reply,
  type World,
  west,
} from '../issues/world';
import { type Known, type Send, walkEverything } from './walk-everything';

// The full run: RANDOM_REQUESTS=10000 RANDOM_SEED=7 npm test -- tests/api/random
const total = Number(process.env.RANDOM_REQUESTS ?? 4_000);
const seed = Number(process.env.RANDOM_SEED ?? 20261124);

interface Operation {
  id: string;
  method: string;
  /** `/issues/{id}`, as the description writes it. */
  path: string;
  params: Record<string, JsonSchema>;
  query?: JsonSchema;
  body?: JsonSchema;
  multipart: boolean;
  status: number;
}

interface Described {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

let world: World;
let operations: Operation[];
const tokens = {} as Record<Person, string>;
/** Operation → status → how often. */
const seen = new Map<string, Map<string, number>>();

beforeAll(async () => {
  world = await openWorld();
  // A platform that knows every code: what signing in through it does afterwards is ours.
  const wechat = { codeToIdentity: async (code: string) => ({ openid: code, unionid: null }) };
  setUpIdentity({ ...identitySetup(), wechat });
  for (const person of Object.keys(people) as Person[]) await signIn(person);
  operations = await readOperations();
}, 30_000);
afterAll(() => world?.close());

async function signIn(person: Person): Promise<void> {
  tokens[person] = (await startSession(String(world.personIds[person]), aMorning, 'random')).accessToken;
}

async function readOperations(): Promise<Operation[]> {
  const response = await fetch(`${world.url}/api/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => toOperation(path, method, described)),
  );
}

function toOperation(
  path: string,
  method: string,
  { operationId, parameters, requestBody }: Described,
): Operation {
  const [feature = '', name = ''] = operationId.split('.');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const body = requestBody?.content['application/json']?.schema;
  // Somebody who is erased asks nothing more: the words that confirm it are left to the walk.
  if (body?.properties?.confirm) body.properties.confirm = { type: 'string' };
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    params: Object.fromEntries(parameters.filter((p) => p.in === 'path').map((p) => [p.name, p.schema])),
    query: inQuery.length
      ? {
          type: 'object',
          properties: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
          required: inQuery.filter(({ required }) => required).map(({ name }) => name),
        }
      : undefined,
    body,
    multipart: Boolean(requestBody?.content['multipart/form-data']),
    status: allContracts[feature]?.[name]?.status ?? 0,
  };
}

/** Remembers which answers an operation gave; a fixed address goes before one with a parameter. */
function remember(method: string, path: string, status: number, code = ''): void {
  const plain = path.split('?')[0] ?? '';
  const fits = operations.filter(
    (operation) =>
      operation.method === method &&
      new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  const found = fits.find((operation) => !operation.path.includes('{')) ?? fits[0];
  if (!found) return;
  const counts = seen.get(found.id) ?? new Map<string, number>();
  for (const key of [String(status), code].filter(Boolean)) counts.set(key, (counts.get(key) ?? 0) + 1);
  seen.set(found.id, counts);
}

const send: Send = async (person, method, path, body) => {
  const response = await fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: {
      ...(person && { Authorization: `Bearer ${tokens[person]}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return answer(method, path, response);
};

async function answer(method: string, path: string, response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const body = isJson ? JSON.parse(text) : text;
  remember(method, path, response.status, body?.error?.code);
  return { status: response.status, headers: response.headers, body };
}

/** The walk in which everything is done as it is meant to be. */
it('every endpoint succeeds when it is used as it is meant', async () => {
  known = await walkEverything(world, async (person, method, path, body) => {
    const reply = await send(person, method, path, body);
    if (reply.status >= 400)
      throw new Error(`${person} ${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    if ((path === '/session/end' || path === '/me/erase') && person) await signIn(person);
    return reply;
  });
  const upload = operations.find(({ id }) => id === 'files.upload');
  if (upload) await sendPicture(upload, 'reporter', await picture());
  await bringInPeople();
  const missing = operations
    .filter(({ id, status }) => !seen.get(id)?.has(String(status)))
    .map(({ id }) => id);
  expect(missing).toEqual([]);
}, 60_000);

let known: Known;

/** A spreadsheet from the upload to the end. */
async function bringInPeople(): Promise<void> {
  const sheet = await workbook(['登录名', '姓名'], [['broughtin', '导入']]);
  const body = await bring(sheet, 'people');
  await runImports();
  for (const path of ['', '/errors']) await send('administrator', 'GET', `/imports/${body.id}${path}`);
  await send('administrator', 'POST', `/imports/${body.id}/apply`, { digest: body.digest });
  await runImports();
}

/** Brings in a file as the administrator; what it is as an import. */
async function bring(bytes: Buffer | string, target: ImportTarget) {
  const { status, body } = await bringFile({ base: world.url }, { token: tokens.administrator }, bytes, {
    target,
  });
  remember('POST', '/imports', status);
  known.imports.push(body.id);
  return body;
}

it('random places and units in a file are stored or told what is wrong with them, and nothing breaks', async () => {
  const schemaOf = (row: z.ZodType) => z.toJSONSchema(row, { io: 'input' }) as JsonSchema;
  const rowsOf = (row: z.ZodType, hints: Record<string, unknown[]>) =>
    fc.sample(mostlyFitting(schemaOf(row), hints), { numRuns: Math.ceil(total / 20), seed });
  const units = rowsOf(organisationInput, {});
  for (const unit of units) await importOrganisations([unit], { dryRun: false }, aMorning);
  expect(await OrganisationModel.countDocuments({})).toBeGreaterThan(known.organisations.length);

  const features = rowsOf(placeFeature, {
    ...{ kind: ['shop'], fields: [{}], parentCode: ['westTown'] },
    geometry: [{ type: 'Point', coordinates: west }],
  });
  const states = new Set<string>();
  for (let i = 0; i < features.length; i += 2) {
    const file = JSON.stringify({ type: 'FeatureCollection', features: features.slice(i, i + 2) });
    const { id, digest } = await bring(file, 'places');
    await runImports();
    const { body: view } = await send('administrator', 'GET', `/imports/${id}`);
    states.add(view.state);
    if (!view.canApply) continue;
    await send('administrator', 'POST', `/imports/${id}/apply`, { digest });
    await runImports();
    states.add((await send('administrator', 'GET', `/imports/${id}`)).body.state);
  }
  expect([...states].sort()).toEqual(['applied', 'checked']);
}, 120_000);

it(`${total} random requests: no 5xx, and every endpoint's validation is reached`, async () => {
  const drawn = operations.flatMap((operation, i) =>
    draw(operation, Math.ceil(total / operations.length), seed + i),
  );
  const order =
    fc.sample(fc.shuffledSubarray(drawn, { minLength: drawn.length }), { numRuns: 1, seed })[0] ?? [];
  const wrong: string[] = [];
  const queue = order.values();
  const walker = async () => {
    for (const request of queue) {
      const { status, body } = await sendRandom(request);
      if (status >= 500)
        wrong.push(`${JSON.stringify(request).slice(0, 1500)} → ${status} ${JSON.stringify(body)}`);
      if (body?.error?.code === 'SESSION_ENDED' && request.person) await signIn(request.person);
    }
  };
  await Promise.all(Array.from({ length: 8 }, walker));

  expect(wrong).toEqual([]);
  expect(order.length).toBeGreaterThanOrEqual(total);
  const checked = operations.filter(
    ({ query, body, params }) => query || body || Object.keys(params).length > 0,
  );
  const unreached = checked.filter(({ id }) => !seen.get(id)?.has('VALIDATION_FAILED')).map(({ id }) => id);
  expect(unreached).toEqual([]);
  if (process.env.RANDOM_REPORT) console.info(report());
}, 600_000);

interface RandomRequest {
  operation: string;
  person: Person | null;
  method: string;
  path: string;
  body?: string | { file: 'picture' | string };
  type?: string;
}

/** Random requests to one operation by people of every role and by nobody. */
function draw(operation: Operation, count: number, seed: number): RandomRequest[] {
  const hints = hintsFor(operation);
  const person = fc.constantFrom(null, ...(Object.keys(people) as Person[]));
  const path = fc.tuple(
    ...Object.entries(operation.params).map(([name, schema]) => pathPart(name, schema, hints)),
  );
  const query = operation.query ? mostlyFitting(operation.query, hints) : fc.constant(undefined);
  const request = fc
    .tuple(person, path, query, bodyOf(operation, hints))
    .map(([who, parts, search, sent]) => {
      const filled = parts.reduce<string>(
        (text, part) => text.replace(/\{\w+\}/, () => part),
        operation.path,
      );
      return {
        operation: operation.id,
        person: who,
        method: operation.method,
        path: filled + queryString(search),
        ...sent,
      };
    });
  return fc.sample(request, { numRuns: count, seed });
}

function hintsFor({ path }: Operation): Record<string, unknown[]> {
  const byPath: [string, string[]][] = [
    ['/issues', known.issues],
    ['/files', known.pictures],
    ['/posts', known.posts],
    ['/desk-accounts', known.deskAccounts],
    ['/organisations', known.organisations],
    ['/places', known.places],
    ['/complaints', known.complaints],
    ['/imports', known.imports],
  ];
  const [lng, lat] = west;
  return {
    id: byPath.find(([start]) => path.startsWith(start))?.[1] ?? [],
    accountId: known.accounts,
    placeId: known.places,
    parentId: known.places,
    withinId: known.places,
    scopeId: known.places,
    communityId: [String(world.placeIds.westCommunity)],
    organisationId: known.organisations,
    pictureIds: known.pictures,
    publicPictureIds: known.pictures,
    matterCode: [matter.code],
    conditionCode: [`${matter.code}-1`],
    point: [west, east],
    lng: [lng],
    lat: [lat],
    view: ['public', 'mine', 'work', 'scope'],
    standardMet: [true],
  };
}

function pathPart(name: string, schema: JsonSchema, hints: Record<string, unknown[]>): Arbitrary<string> {
  const fits = mostlyFitting(schema, hints, name);
  return fits.map(
    (value) =>
      encodeURIComponent(wellFormed(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))) ||
      '%20',
  );
}

function bodyOf(
  { body, multipart }: Operation,
  hints: Record<string, unknown[]>,
): Arbitrary<Pick<RandomRequest, 'body' | 'type'>> {
  if (multipart) {
    return fc.oneof(fc.constant('picture'), fc.string()).map((file) => ({ body: { file } }));
  }
  if (!body) return fc.constant({});
  const json = mostlyFitting(body, hints).map((value) => ({
    body: JSON.stringify(value),
    type: 'application/json',
  }));
  const unreadable = fc
    .tuple(
      fc.oneof(
        fc.string(),
        junk.map((value) => `${JSON.stringify(value)}}`),
      ),
      fc.constantFrom('application/json', 'text/plain', ''),
    )
    .map(([text, type]) => ({ body: text, type }));
  return fc.oneof({ arbitrary: json, weight: 15 }, { arbitrary: unreadable, weight: 1 });
}

const wellFormed = (text: string) => text.replaceAll(/[\ud800-\udfff]/g, '\ufffd');

/** Arrays become repeated names, anything else its text: what a query can hold. */
function queryString(query: unknown): string {
  if (query === undefined) return '';
  if (typeof query !== 'object' || query === null) return `?${encodeURIComponent(wellFormed(String(query)))}`;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined)
      .map((item) => [name, typeof item === 'object' ? JSON.stringify(item) : String(item)] as const),
  );
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(value))}`).join('&')}`;
}

async function sendRandom({ person, method, path, body, type, operation }: RandomRequest): Promise<Reply> {
  if (typeof body === 'object') {
    const upload = operations.find(({ id }) => id === operation) as Operation;
    return sendPicture(upload, person, body.file === 'picture' ? await picture() : Buffer.from(body.file));
  }
  const response = await fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: {
      ...(person && { Authorization: `Bearer ${tokens[person]}` }),
      ...(type && { 'Content-Type': type }),
    },
    body,
  });
  return answer(method, path, response);
}

async function sendPicture(
  { method, path }: Operation,
  person: Person | null,
  bytes: Buffer,
): Promise<Reply> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'a.jpg');
  const response = await fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: person ? { Authorization: `Bearer ${tokens[person]}` } : {},
    body: form,
  });
  return answer(method, path, response);
}

/** What each endpoint answered, for looking whether the requests reach far enough. */
function report(): string {
  return [...seen]
    .map(
      ([id, counts]) =>
        `${id}: ${[...counts]
          .sort()
          .map(([key, n]) => `${key}×${n}`)
          .join(' ')}`,
    )
    .join('\n');
}

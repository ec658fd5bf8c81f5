import { randomBytes } from 'node:crypto';
import type { LngLat } from '@gongzhi/shared/fields';
import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { CommandResult } from '@gongzhi/shared/issues/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import type { PostRole } from '@gongzhi/shared/posts/schema';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { forgetFigures } from '../../../api/src/modules/figures/kept-figures';
import { AccountModel } from '../../../api/src/modules/identity/account.model';
import { sealPhone } from '../../../api/src/modules/identity/phone';
import { startSession } from '../../../api/src/modules/identity/sessions';
import { IssueModel, type IssueRecord } from '../../../api/src/modules/issues/issue.model';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { loadPlaceIndex } from '../../../api/src/modules/places/place-index';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp } from '../../support/app';

/** A working day in Jintan, ten in the morning. */
export const aMorning = new Date('2026-11-24T02:00:00Z');

/** In the cell of the western community, and in that of the eastern one. */
export const west: LngLat = [119.53, 31.73];
export const east: LngLat = [119.57, 31.73];

/** Everybody of this small district by what they are; `far…` has the same post elsewhere. */
export const people = {
  reporter: [],
  neighbour: [],
  dispatcher: [['dispatcher', 'place', 'district']],
  farDispatcher: [['dispatcher', 'place', 'eastTown']],
  officer: [['unit_officer', 'organisation', 'sanitation']],
  farOfficer: [['unit_officer', 'organisation', 'lighting']],
  grid: [['grid_worker', 'place', 'westCell']],
  farGrid: [['grid_worker', 'place', 'eastCell']],
  chief: [['chief', 'place', 'westCommunity']],
  farChief: [['chief', 'place', 'eastCommunity']],
  bureau: [['bureau_officer', 'place', 'district']],
  farBureau: [['bureau_officer', 'place', 'eastTown']],
  administrator: [['administrator', 'place', 'district']],
} as const satisfies Record<string, readonly PostOf[]>;
type PostOf = readonly [PostRole, 'place' | 'organisation', PlaceName | UnitName];
export type Person = keyof typeof people;

const places = {
  district: ['district', [119.5, 31.7, 119.6, 31.76], null],
  westTown: ['street_office', [119.5, 31.7, 119.55, 31.76], 'district'],
  eastTown: ['town', [119.55, 31.7, 119.6, 31.76], 'district'],
  westCommunity: ['community', [119.51, 31.71, 119.55, 31.75], 'westTown'],
  eastCommunity: ['village', [119.55, 31.71, 119.59, 31.75], 'eastTown'],
  westCell: ['cell', [119.52, 31.72, 119.54, 31.74], 'westCommunity'],
  eastCell: ['cell', [119.56, 31.72, 119.58, 31.74], 'eastCommunity'],
} as const satisfies Record<string, readonly [PlaceKind, readonly number[], string | null]>;
type PlaceName = keyof typeof places;

const units = { sanitation: ['sanitation'], lighting: ['lighting'], municipal: ['municipal'] } as const;
type UnitName = keyof typeof units;

const newId = () => new mongoose.Types.ObjectId();
const idsOf = <T extends object>(table: T) =>
  Object.fromEntries(Object.keys(table).map((name) => [name, newId()])) as Record<
    keyof T,
    mongoose.Types.ObjectId
  >;

/** 暴露垃圾 of the catalogue that ships, and the condition it is filed under. */
export const matter = { code: '06010' };

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever is answered; the server checks it against the contract
  body: any;
}

export interface World {
  personIds: Record<Person, mongoose.Types.ObjectId>;
  placeIds: Record<PlaceName, mongoose.Types.ObjectId>;
  unitIds: Record<UnitName, mongoose.Types.ObjectId>;
  url: string;
  dataDir: string;
  tokenOf(person: Person): Promise<string>;
  call(person: Person | null, method: string, path: string, body?: unknown): Promise<Reply>;
  setNow(now: Date): void;
  upload(person: Person, options?: PictureOptions): Promise<string>;
  /** Takes away all cases and what followed from them; people, places and units stay. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const newKey = () => randomBytes(9).toString('base64url');

/** The real application with a made-up district of two halves and everybody in post. */
export async function openWorld(env: NodeJS.ProcessEnv = {}): Promise<World> {
  const app = await startTestApp(env);
  app.setTime(aMorning);
  const placeIds = idsOf(places);
  const unitIds = idsOf(units);
  await fill(placeIds, unitIds);
  await loadPlaceIndex();
  const personIds = {} as World['personIds'];
  for (const [name, posts] of Object.entries(people) as [Person, readonly PostOf[]][]) {
    const held = posts.map(([role, kind, scope]) => ({
      role,
      scope: {
        kind,
        id: String(kind === 'place' ? placeIds[scope as PlaceName] : unitIds[scope as UnitName]),
      },
    }));
    const { accountId } = await app.addPerson(`名${name}`, ...held);
    personIds[name] = new mongoose.Types.ObjectId(accountId);
    const phone = sealPhone(app.config.secretKey, accountId, '13912345678');
    await AccountModel.updateOne({ _id: accountId }, { $set: { phone } });
  }
  // Tokens are good for minutes, and the tests move the clock by days.
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: Person): Promise<string> => {
    const now = clock.now();
    const key = `${person} ${now.getTime()}`;
    const known =
      tokens.get(key) ??
      startSession(String(personIds[person]), now, 'test').then(({ accessToken }) => accessToken);
    tokens.set(key, known);
    return known;
  };
  return {
    personIds,
    placeIds,
    unitIds,
    url: app.base,
    dataDir: app.config.dataDir,
    tokenOf,
    call: async (person, method, path, body) =>
      request(app.base, person && (await tokenOf(person)), method, path, body),
    setNow: app.setTime,
    async upload(person, options) {
      const reply = await sendFile(app.base, await tokenOf(person), await picture(options));
      if (reply.status !== 201) throw new Error(`upload: ${JSON.stringify(reply.body)}`);
      return reply.body.id;
    },
    async clear() {
      app.setTime(aMorning);
      forgetFigures();
      const what = /^(issues|issue_|deliveries|figures_|files)/;
      const collections = await app.connection.listCollections();
      await Promise.all(
        collections
          .filter(({ name }) => what.test(name))
          .map(({ name }) => app.connection.collection(name).deleteMany({})),
      );
    },
    close: app.stop,
  };
}

/** Uploads bytes the way a browser does. */
export async function sendFile(
  base: string,
  token: string | null,
  bytes: Uint8Array,
  field = 'file',
): Promise<Reply> {
  const form = new FormData();
  form.set(field, new Blob([new Uint8Array(bytes)]), 'a.jpg');
  const response = await fetch(`${base}/api/v1/files`, {
    method: 'POST',
    body: form,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function request(
  url: string,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

async function fill(placeIds: World['placeIds'], unitIds: World['unitIds']): Promise<void> {
  const stamps = { createdAt: aMorning, updatedAt: aMorning };
  const square = ([w, s, e, n]: readonly number[]) => [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ];
  await PlaceModel.insertMany(
    Object.entries(places).map(([name, [kind, box, parent]]) => ({
      _id: placeIds[name as PlaceName],
      code: name,
      kind,
      name: `地${name}`,
      initials: 'd',
      parentId: parent && placeIds[parent],
      geometry: { type: 'Polygon', coordinates: square(box) },
      centre: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
      ...stamps,
    })),
  );
  await OrganisationModel.insertMany(
    Object.entries(units).map(([name, lines]) => ({
      _id: unitIds[name as UnitName],
      code: name,
      name: `${name}单位`,
      shortName: `${name}处`,
      kind: 'unit',
      lines,
      placeIds: [],
      ...stamps,
    })),
  );
}

export interface PictureOptions {
  point?: LngLat;
  width?: number;
  height?: number;
}

let shade = 0;

/** A small JPEG, a different one each time, taken where it is told. */
export async function picture({ point, width = 64, height = 48 }: PictureOptions = {}): Promise<Buffer> {
  shade = (shade + 7) % 250;
  const background = { r: shade, g: (shade * 3) % 250, b: randomBytes(1)[0] ?? 0 };
  const image = sharp({ create: { width, height, channels: 3, background } }).jpeg();
  if (!point) return image.toBuffer();
  const degrees = (value: number) => `${Math.round(value * 1e6)}/1000000 0/1 0/1`;
  return image
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:24 09:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: degrees(point[1]),
        GPSLongitudeRef: 'E',
        GPSLongitude: degrees(point[0]),
      },
    })
    .toBuffer();
}

export function aReport(more: object = {}) {
  return {
    key: newKey(),
    text: '路边有一堆垃圾没人收',
    place: { point: west, origin: 'pin', address: '西街 1 号门前' },
    ...more,
  };
}

/** Gives a command and expects it to be done. */
export async function done(
  world: World,
  person: Person,
  id: string,
  command: IssueCommand,
  body: object,
): Promise<CommandResult> {
  const reply = await world.call(person, 'POST', `/issues/${id}/${command}`, { key: newKey(), ...body });
  if (reply.status !== 200) throw new Error(`${command}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as CommandResult;
}

export const stages = [
  'reported',
  'accepted',
  'filed',
  'dispatched',
  'handled',
  'verified',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** A case that has come as far as `stage` in the west, step by step through the API. */
export async function caseAt(world: World, stage: Stage, report: object = {}): Promise<string> {
  const reported = await world.call('reporter', 'POST', '/issues', aReport(report));
  if (reported.status !== 201) throw new Error(JSON.stringify(reported.body));
  const id: string = reported.body.issue.id;
  const steps: Record<Exclude<Stage, 'reported'>, () => Promise<unknown>> = {
    accepted: () =>
      done(world, 'dispatcher', id, 'accept', {
        matterCode: matter.code,
        publicText: '路边有垃圾',
        publicPictureIds: [],
      }),
    filed: () => done(world, 'dispatcher', id, 'file', { conditionCode: `${matter.code}-1` }),
    dispatched: () =>
      done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) }),
    handled: async () =>
      done(world, 'officer', id, 'handle', {
        words: '已清运',
        pictureIds: [await world.upload('officer')],
      }),
    verified: async () =>
      done(world, 'grid', id, 'pass', { standardMet: true, pictureIds: [await world.upload('grid')] }),
    closed: () => done(world, 'dispatcher', id, 'close', { result: '垃圾已经清走' }),
  };
  for (const step of stages.slice(1, stages.indexOf(stage) + 1)) {
    await steps[step as keyof typeof steps]();
  }
  return id;
}

/** The case as it is stored. */
export async function stored(id: string): Promise<IssueRecord> {
  const issue = await IssueModel.findById(id).lean<IssueRecord>();
  if (!issue) throw new Error(`no case ${id}`);
  return issue;
}

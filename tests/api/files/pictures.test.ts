import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { pictureLimits } from '@gongzhi/shared/files/schema';
import exifr from 'exifr';
import sharp from 'sharp';
import { FileModel } from '../../../api/src/modules/files/file.model';
import { filesSetup } from '../../../api/src/modules/files/files-setup';
import { signAddress } from '../../../api/src/modules/files/signed-address';
import { sweepUnused } from '../../../api/src/modules/files/sweep-unused';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import {
  aMorning,
  aReport,
  caseAt,
  done,
  matter,
  openWorld,
  picture,
  type Reply,
  sendFile,
  type World,
  west,
} from '../issues/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.setNow(aMorning));

const send = async (bytes: Uint8Array, field?: string): Promise<Reply> =>
  sendFile(world.url, await world.tokenOf('reporter'), bytes, field);
const fetchFile = (address: string) => fetch(`${world.url}${address}`);
const DAY = 86_400_000;

test('a picture is made anew: upright, small enough, without where and when it was taken', async () => {
  const reply = await send(
    await sharp(await picture({ point: west, width: 3000, height: 1500 }))
      .withMetadata({ orientation: 6 })
      .toBuffer(),
  );
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ width: 1024, height: 2048 });
  const full = Buffer.from(await (await fetchFile(reply.body.full)).arrayBuffer());
  const metadata = await sharp(full).metadata();
  expect([metadata.format, metadata.width, metadata.height]).toEqual(['jpeg', 1024, 2048]);
  expect([metadata.exif, metadata.orientation, await exifr.parse(full)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const thumb = await sharp(Buffer.from(await (await fetchFile(reply.body.thumb)).arrayBuffer())).metadata();
  expect([thumb.width, thumb.height]).toEqual([240, 480]);
});

test('its point and time are read before', async () => {
  const reply = await send(await picture({ point: west }));
  expect(reply.body.point[0]).toBeCloseTo(west[0], 5);
  expect(reply.body.point[1]).toBeCloseTo(west[1], 5);
  // Camera time is China's.
  expect(reply.body.takenAt).toBe('2026-11-24T01:30:00.000Z');
  const stored = await FileModel.findById(reply.body.id).lean();
  expect(stored).toMatchObject({
    ownerId: world.personIds.reporter,
    published: false,
    unusedSince: aMorning,
  });
});

const square = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: 40, height: 30, channels, background: { r: 9, g: 8, b: 7, alpha: 0.5 } } });

test.each([
  ['PNG', () => square().png().toBuffer(), 'image/jpeg'],
  ['PNG with transparency', () => square(4).png().toBuffer(), 'image/webp'],
  ['WebP', () => square().webp().toBuffer(), 'image/jpeg'],
  ['GIF', () => square().gif().toBuffer(), 'image/webp'],
  ['AVIF', () => square().avif().toBuffer(), 'image/jpeg'],
] as const)('%s is taken', async (_, make, type) => {
  const reply = await send(await make());
  expect(reply.status).toBe(201);
  const answer = await fetchFile(reply.body.full);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
});

async function truncated(): Promise<Buffer> {
  const whole = await picture({ width: 400, height: 300 });
  return whole.subarray(0, Math.floor(whole.length / 2));
}
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
/** A PNG that says it is enormous and holds next to nothing. */
async function enormous(): Promise<Buffer> {
  return sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
}
async function manyFrames(): Promise<Buffer> {
  const frames = Array.from({ length: 14 }, (_, i) =>
    sharp({ create: { width: 2000, height: 2000, channels: 3, background: { r: i * 9, g: 0, b: 0 } } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer();
}

test.each([
  ['text', async () => Buffer.from('hello'), 422, 'NOT_A_PICTURE'],
  ['nothing', async () => Buffer.alloc(0), 422, 'NOT_A_PICTURE'],
  ['an SVG', async () => Buffer.from(svg), 422, 'NOT_A_PICTURE'],
  ['a PDF', async () => Buffer.from('%PDF-1.4 …'), 422, 'NOT_A_PICTURE'],
  [
    'HTML that begins like a GIF',
    async () => Buffer.from('GIF89a<script>alert(1)</script>'),
    422,
    'NOT_A_PICTURE',
  ],
  [
    'a JPEG header and rubbish',
    async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(999, 7)]),
    422,
    'NOT_A_PICTURE',
  ],
  ['half a JPEG', truncated, 422, 'NOT_A_PICTURE'],
  ['81 million pixels', enormous, 413, 'PICTURE_TOO_LARGE'],
  ['fourteen large frames', manyFrames, 413, 'PICTURE_TOO_LARGE'],
  ['too many bytes', async () => Buffer.alloc(pictureLimits.bytes + 1, 1), 413, 'PICTURE_TOO_LARGE'],
] as const)('%s is refused and leaves nothing behind', async (_, make, status, code) => {
  const before = await FileModel.countDocuments({});
  const reply = await send(await make());
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(await FileModel.countDocuments({})).toBe(before);
});

test('a form without the field is told which one', async () => {
  const reply = await send(await picture(), 'other');
  expect([reply.status, reply.body.error.fields]).toEqual([422, { file: expect.any(String) }]);
});

test('what is no form is refused, and nobody uploads without signing in', async () => {
  expect((await world.call('reporter', 'POST', '/files', { file: 'x' })).status).toBe(415);
  expect((await sendFile(world.url, null, await picture())).status).toBe(401);
});

test('an upload broken off leaves nothing', async () => {
  const before = await FileModel.countDocuments({});
  const token = await world.tokenOf('reporter');
  const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf';
  const response = await fetch(`${world.url}/api/v1/files`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=b' },
    body,
  });
  expect(response.status).toBe(400);
  expect(await FileModel.countDocuments({})).toBe(before);
});

describe('a signed address', () => {
  test('works without a token until it runs out', async () => {
    const { body } = await send(await picture());
    expect((await fetchFile(body.full)).status).toBe(200);
    world.setNow(new Date(aMorning.getTime() + 13 * 3_600_000));
    const late = await fetchFile(body.full);
    expect(late.status).toBe(403);
    expect(((await late.json()) as Reply['body']).error.code).toBe('SIGNATURE_EXPIRED');
  });

  test('stays the same for a while, so that it can be cached', () => {
    const { secret } = filesSetup();
    const [a, b] = [aMorning, new Date(aMorning.getTime() + 60_000)].map((now) =>
      signAddress(secret, now, 'a'.repeat(24), 'full'),
    );
    expect(a).toBe(b);
  });

  test('does not open another size, picture or time', async () => {
    const { body } = await send(await picture());
    const { body: other } = await send(await picture());
    const address = new URL(body.thumb, world.url);
    const changed = [
      body.thumb.replace('size=thumb', 'size=full'),
      body.thumb.replace(body.id, other.id),
      body.thumb.replace(/exp=\d+/, `exp=${Number(address.searchParams.get('exp')) + 3600}`),
      body.thumb.replace(/sig=./, 'sig=_'),
    ];
    for (const each of changed) expect((await fetchFile(each)).status).toBe(403);
    expect((await fetchFile(`/api/v1/files/${body.id}`)).status).toBe(422);
  });

  test('is answered 304 to who has the picture', async () => {
    const { body } = await send(await picture());
    const first = await fetchFile(body.full);
    // `fetch` asks caches to stay out as soon as it is given the header, so this asks by hand.
    const status = await new Promise((resolve) => {
      const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
      get(`${world.url}${body.full}`, { headers }, (answer) => resolve(answer.resume().statusCode));
    });
    expect(status).toBe(304);
  });

  test('is publicly cacheable only for what the desk published', async () => {
    const [shown, kept] = [await world.upload('reporter'), await world.upload('reporter')];
    const id = await caseAt(world, 'reported', { pictureIds: [shown, kept] });
    await done(world, 'dispatcher', id, 'accept', {
      matterCode: matter.code,
      publicText: null,
      publicPictureIds: [shown],
    });
    await runWorkerOnce();
    const { secret } = filesSetup();
    const cache = async (file: string) =>
      (await fetchFile(signAddress(secret, aMorning, file, 'full'))).headers.get('cache-control');
    expect(await cache(shown)).toMatch(/^public, max-age=\d+/);
    expect(await cache(kept)).toMatch(/^private, max-age=\d+/);
    await done(world, 'dispatcher', id, 'correct', { publicPictureIds: [], words: '撤下照片' });
    await runWorkerOnce();
    expect(await cache(shown)).toMatch(/^private/);
  });
});

describe('the sweeper', () => {
  const blobs = () =>
    readdirSync(join(world.dataDir, 'files'), { recursive: true }).filter((name) =>
      /\.(jpg|webp)$/.test(String(name)),
    );

  test('removes what nothing took up within a day, and keeps what a case holds', async () => {
    await FileModel.deleteMany({});
    const [used, unused] = [await world.upload('reporter'), await world.upload('reporter')];
    await world.call('reporter', 'POST', '/issues', aReport({ pictureIds: [used] }));
    await runWorkerOnce();
    const before = blobs().length;
    expect(await sweepUnused(new Date(aMorning.getTime() + DAY - 1000))).toBe(0);
    expect(await sweepUnused(new Date(aMorning.getTime() + DAY + 1000))).toBe(1);
    expect(await FileModel.exists({ _id: unused })).toBeNull();
    expect(await FileModel.exists({ _id: used })).not.toBeNull();
    expect(blobs()).toHaveLength(before - 2);
  });

  test('spares a picture a report has just taken up, before the worker came by', async () => {
    const id = await world.upload('reporter');
    world.setNow(new Date(aMorning.getTime() + DAY));
    await world.call('reporter', 'POST', '/issues', aReport({ pictureIds: [id] }));
    expect(await sweepUnused(new Date(aMorning.getTime() + DAY + 1000))).toBe(0);
  });

  test('keeps the bytes that another record shares', async () => {
    const bytes = await picture();
    const [first, second] = [await send(bytes), await send(bytes)];
    await world.call('reporter', 'POST', '/issues', aReport({ pictureIds: [first.body.id] }));
    await runWorkerOnce();
    await sweepUnused(new Date(aMorning.getTime() + 2 * DAY));
    expect(await FileModel.exists({ _id: second.body.id })).toBeNull();
    expect((await fetchFile(first.body.full)).status).toBe(200);
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openDiskStore } from '../../../api/src/platform/files/file-store';

const folder = mkdtempSync(join(tmpdir(), 'gongzhi-files-'));
const store = openDiskStore(folder);
afterAll(() => rmSync(folder, { recursive: true }));

test('what is put is there, what is removed is not', async () => {
  await store.put('abcdef0123.full.jpg', Buffer.from('bytes'));
  const opened = await store.open('abcdef0123.full.jpg');
  expect(opened?.size).toBe(5);
  expect(opened && (await buffer(opened.stream())).toString()).toBe('bytes');
  await store.remove('abcdef0123.full.jpg');
  expect(await store.open('abcdef0123.full.jpg')).toBeNull();
  await store.remove('abcdef0123.full.jpg');
});

test('many at once leave nothing half-written', async () => {
  await Promise.all(
    Array.from({ length: 30 }, () => store.put('ffff000011.full.jpg', Buffer.alloc(10_000, 3))),
  );
  const names = readdirSync(folder, { recursive: true }).map(String);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  expect((await store.open('ffff000011.full.jpg'))?.size).toBe(10_000);
});

test.each(['../../etc/passwd', 'a/b.jpg', '', 'ABCDEF0123.jpg', 'x.jpg'])('%j is no name', async (name) => {
  await expect(store.put(name, Buffer.from('x'))).rejects.toThrow(TypeError);
  await expect(store.open(name)).rejects.toThrow(TypeError);
});

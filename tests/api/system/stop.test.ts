import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { mongo } from 'mongoose';
import { readConfig } from '../../../api/src/config';
import { attachEmbeddedStore } from '../../../api/src/platform/embedded-store/index';
import { logger } from '../../../api/src/platform/logger';
import { start } from '../../../api/src/start';
import { storeThreadUrl } from '../../support/store';

const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-stop-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const config = readConfig({
  DEMO: '0',
  SECRET_KEY: 'an installation of its own, with a key of its own',
  DATA_DIR: dataDir,
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
});

/** A program with short patience, and what it says from then on: its start sets the log up anew. */
async function startProgram() {
  const program = await start(config, { threadUrl: storeThreadUrl, stopWithinMs: 300 });
  return { program, warn: jest.spyOn(logger, 'warn'), error: jest.spyOn(logger, 'error') };
}

async function theStore(): Promise<mongo.MongoClient> {
  const uri = await attachEmbeddedStore(join(dataDir, 'store'));
  return new mongo.MongoClient(uri ?? '').connect();
}

/** Keeps the store from answering anybody for longer than a test may take. */
async function holdStore(client: mongo.MongoClient): Promise<void> {
  const things = client.db().collection('things');
  // Each further letter doubles the work of this pattern.
  things.findOne({ words: /^(a+)+b/ }).catch(() => {});
  await pause(200);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = Date.now();
  await work();
  return (Date.now() - began) / 1000;
}

test('a program whose store answers nobody stops all the same, and its data opens again', async () => {
  const { program, warn, error } = await startProgram();
  const client = await theStore();
  await client
    .db()
    .collection('things')
    .insertMany([{ words: 'a'.repeat(200) }, { words: 'b' }]);
  // Somebody is in the midst of reading: the driver gives such a cursor back when it takes leave.
  const reading = mongoose.connection.collection('things').find({}, { batchSize: 1 });
  await reading.next();
  await holdStore(client);
  // The worker looks every second and then waits for the store; somebody asks for a page and waits as well.
  const asked = fetch(`http://127.0.0.1:${program.port}/api/v1/about`).then(Boolean, () => 'broken off');
  await pause(1_500);
  // A third of a second each for server, worker and store, two for the connection; the rest is for a busy machine.
  expect(await secondsOf(program.stop)).toBeLessThan(8);
  await client.close();
  await asked;
  expect(warn).toHaveBeenCalledWith(
    { cut: expect.arrayContaining(['events of cases', 'imports']) },
    expect.stringMatching(/goes on after the next start/),
  );
  expect(error).not.toHaveBeenCalledWith(expect.anything(), 'the worker could not work');

  const again = await startProgram();
  const after = await theStore();
  expect(await after.db().collection('things').countDocuments()).toBe(2);
  await after.close();
  await again.program.stop();
  expect(again.warn).not.toHaveBeenCalled();
}, 60_000);

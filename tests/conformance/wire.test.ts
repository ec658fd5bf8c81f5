import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import type { EmbeddedStore } from '../../api/src/platform/embedded-store/index';
import { startTemporaryStore } from '../support/store';

const { deserialize, serialize } = mongo.BSON;
let store: EmbeddedStore;
let client: mongo.MongoClient;
beforeAll(async () => {
  store = await startTemporaryStore();
  client = await new mongo.MongoClient(store.uri).connect();
});
afterAll(async () => {
  await client.close();
  await store.stop();
});

const OP_MSG = 2013;
function message(opcode: number, ...parts: (Buffer | Uint8Array)[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(42, 4);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, body]);
}
const int32 = (n: number) => {
  const out = Buffer.alloc(4);
  out.writeInt32LE(n);
  return out;
};
const msg = (flags: number, ...sections: Uint8Array[]) => message(OP_MSG, int32(flags), ...sections);
const section = (doc: object) => Buffer.concat([Buffer.from([0]), serialize(doc)]);

/** Sends bytes and waits for one whole answer, or for the end of the connection. */
async function talk(
  ...chunks: Buffer[]
): Promise<{ id: number; opcode: number; doc: mongo.BSON.Document } | 'closed'> {
  const socket: Socket = connect(store.port, '127.0.0.1');
  await once(socket, 'connect');
  let got = Buffer.alloc(0);
  const answered = new Promise<Buffer | 'closed'>((resolve) => {
    socket.on('error', () => resolve('closed'));
    socket.on('close', () => resolve('closed'));
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
      if (got.length >= 4 && got.length >= got.readInt32LE(0)) resolve(got);
    });
  });
  for (const chunk of chunks) {
    socket.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const answer = await answered;
  socket.destroy();
  if (answer === 'closed') return answer;
  const opcode = answer.readInt32LE(12);
  return {
    id: answer.readInt32LE(8),
    opcode,
    doc: deserialize(answer.subarray(opcode === OP_MSG ? 21 : 36)),
  };
}

test('the first hello may come in the old form', async () => {
  const query = message(
    2004,
    int32(0),
    Buffer.from('admin.$cmd\0'),
    int32(0),
    int32(-1),
    serialize({ isMaster: 1, helloOk: true }),
  );
  expect(await talk(query)).toMatchObject({
    id: 42,
    opcode: 1,
    doc: { ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 },
  });
});

test('it claims neither a replica set nor sessions', async () => {
  const answer = await talk(msg(0, section({ hello: 1, $db: 'admin' })));
  const { doc } = answer as { doc: object };
  expect(doc).not.toHaveProperty('setName');
  expect(doc).not.toHaveProperty('logicalSessionTimeoutMinutes');
});

test('a message may come in pieces, with a checksum, and with documents beside the body', async () => {
  const docs = Buffer.concat([serialize({ _id: 1, a: 1 }), serialize({ _id: 2, a: 2 })]);
  const name = Buffer.from('documents\0');
  const kind1 = Buffer.concat([Buffer.from([1]), int32(4 + name.length + docs.length), name, docs]);
  const whole = msg(1, section({ insert: 'pieces', $db: 'wire' }), kind1, Buffer.from('csum'));
  const answer = await talk(whole.subarray(0, 3), whole.subarray(3, 30), whole.subarray(30));
  expect(answer).toMatchObject({ doc: { n: 2, ok: 1 } });
  expect(await client.db('wire').collection('pieces').countDocuments({})).toBe(2);
});

test('a write that asks for no answer gets none, and is done', async () => {
  const things = client.db('wire').collection('silent');
  await things.insertOne({ a: 1 }, { writeConcern: { w: 0 } });
  const ping = section({ ping: 1, $db: 'wire' });
  const silent = msg(2, section({ insert: 'silent', documents: [{ a: 2 }], $db: 'wire' }));
  expect(await talk(Buffer.concat([silent, msg(0, ping)]))).toMatchObject({ doc: { ok: 1 } });
  expect(await things.countDocuments({})).toBe(2);
});

test('transactions are refused', async () => {
  const insert = {
    insert: 'a',
    documents: [{}],
    txnNumber: mongo.Long.fromNumber(1),
    startTransaction: true,
    autocommit: false,
  };
  expect(await talk(msg(0, section({ ...insert, $db: 'wire' })))).toMatchObject({ doc: { ok: 0, code: 20 } });
});

test('an unsupported type in a document is answered, and the connection goes on', async () => {
  const decimal = mongo.Decimal128.fromString('1.5');
  const insert = client.db('wire').collection('a').insertOne({ decimal });
  await expect(insert).rejects.toThrow('decimal128 is not supported by the embedded store');
});

test('what is not MongoDB’s protocol ends its own connection and nothing else', async () => {
  expect(await talk(Buffer.from('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'))).toBe('closed');
  expect(await talk(message(9999, Buffer.alloc(20)))).toBe('closed');
  expect(await talk(int32(-5))).toBe('closed');
  expect(await client.db('wire').command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('broken documents neither stop nor hang the store', async () => {
  const good = serialize({
    insert: 'fuzz',
    documents: [{ a: [1, 'x', { b: Buffer.from('yz') }], c: /p/i, d: new Date() }],
    $db: 'wire',
  });
  const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  const pinged = () => client.db('wire').command({ ping: 1 }, { timeoutMS: 3_000 });
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      const socket = connect(store.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(msg(0, Buffer.concat([Buffer.from([0]), bytes])));
      expect(await pinged()).toMatchObject({ ok: 1 });
      socket.destroy();
    }),
    { numRuns: 300 },
  );
}, 60_000);

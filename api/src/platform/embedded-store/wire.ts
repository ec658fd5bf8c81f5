import { decode, encode } from './bson-read';
import { StoreError } from './errors';
import { type Doc, setField, type Value } from './values';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
export const MAX_MESSAGE = 48_000_000;
const CHECKSUM = 1;
const MORE_TO_COME = 2;

/** One request; `silent` ones (write concern 0) get no answer. */
export type Request = { id: number; legacy: boolean; silent: boolean; body: Doc };

/** Cuts a socket's bytes into whole messages. */
export class Framer {
  private chunks: Buffer[] = [];
  private size = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size >= 4) {
      const length = this.front(4).readInt32LE(0);
      if (length < HEADER || length > MAX_MESSAGE) throw new Error(`a message of ${length} bytes`);
      if (this.size < length) return;
      const all = this.front(length);
      yield Buffer.from(all.subarray(0, length));
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.size -= length;
    }
  }

  /** Joins chunks until the first holds `n` bytes. */
  private front(n: number): Buffer {
    if ((this.chunks[0] as Buffer).length < n) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] as Buffer;
  }
}

/** A well-framed message whose content is refused is answered; anything worse ends the connection. */
export function parseMessage(message: Buffer): Request | { request: Request; error: StoreError } {
  const id = message.readInt32LE(4);
  try {
    return parse(message, id);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { request: { id, legacy: false, silent: false, body: {} }, error };
  }
}

function parse(message: Buffer, id: number): Request {
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseMsg(message, id);
  if (opcode !== OP_QUERY) throw new Error(`opcode ${opcode}`);
  // The first hello of a connection may still come in the old form.
  const end = message.indexOf(0, HEADER + 4);
  const ns = message.toString('utf8', HEADER + 4, end);
  const body = decode(message.subarray(end + 9));
  return { id, legacy: true, silent: false, body: { ...body, $db: ns.replace(/\.\$cmd$/, '') } };
}

function parseMsg(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER);
  const end = message.length - (flags & CHECKSUM ? 4 : 0);
  let body: Doc | undefined;
  const sequences: [string, Value[]][] = [];
  for (let at = HEADER + 4; at < end; ) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) body = decode(message.subarray(at, at + size));
    else if (kind === 1) sequences.push(parseSequence(message.subarray(at, at + size)));
    else throw new Error(`section kind ${kind}`);
    at += size;
  }
  if (!body) throw new Error('a message without a body');
  for (const [name, docs] of sequences) setField(body, name, docs);
  return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body };
}

function parseSequence(section: Buffer): [string, Value[]] {
  const end = section.indexOf(0, 4);
  const docs: Value[] = [];
  for (let at = end + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    docs.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  return [section.toString('utf8', 4, end), docs];
}

export type Reply = object | Uint8Array;

export function writeReply(request: Request, reply: Reply): Buffer[] {
  const body = reply instanceof Uint8Array ? reply : encode(reply);
  const head = Buffer.alloc(request.legacy ? HEADER + 20 : HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) head.writeInt32LE(1, HEADER + 16);
  return [head, Buffer.from(body.buffer, body.byteOffset, body.length)];
}

/** A cursor's reply in one piece, with the stored bytes as they are, neither decoded nor encoded again. */
export function cursorReply(
  ns: string,
  batch: 'firstBatch' | 'nextBatch',
  id: bigint,
  docs: Uint8Array[],
): Buffer {
  const positions = docs.map((_, i) => String(i));
  const array = docs.reduce((sum, doc, i) => sum + 2 + (positions[i] as string).length + doc.length, 5);
  const nsLength = Buffer.byteLength(ns) + 1;
  const cursor = 5 + (2 + batch.length + array) + (2 + 2 + 8) + (2 + 2 + 4 + nsLength);
  const out = Buffer.allocUnsafe(5 + (2 + 6 + cursor) + (2 + 2 + 8));
  let at = out.writeInt32LE(out.length);
  const name = (type: number, text: string) => {
    out[at++] = type;
    at += out.write(text, at, 'latin1');
    out[at++] = 0;
  };
  name(3, 'cursor');
  at = out.writeInt32LE(cursor, at);
  name(4, batch);
  at = out.writeInt32LE(array, at);
  for (const [i, doc] of docs.entries()) {
    name(3, positions[i] as string);
    out.set(doc, at);
    at += doc.length;
  }
  out[at++] = 0;
  name(18, 'id');
  at = out.writeBigInt64LE(id, at);
  name(2, 'ns');
  at = out.writeInt32LE(nsLength, at);
  at += out.write(ns, at);
  out[at++] = 0;
  out[at++] = 0;
  name(1, 'ok');
  at = out.writeDoubleLE(1, at);
  out[at] = 0;
  return out;
}

export function errorReply(error: unknown): Doc {
  if (error instanceof StoreError)
    return {
      ok: 0,
      errmsg: error.message,
      code: error.code,
      codeName: error.codeName,
      ...(error.extra as Doc),
    };
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `the embedded store failed: ${message}`, code: 1, codeName: 'InternalError' };
}

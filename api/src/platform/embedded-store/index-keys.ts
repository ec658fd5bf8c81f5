import { type Binary, type BSONRegExp, ObjectId, type Timestamp } from 'bson';
import { StoreError } from './errors';
import { type Doc, type Found, getField, isDoc, numeric, RANK, rankOf, type Value } from './values';

/** The first byte of each encoded value, in MongoDB's type order. An empty array sorts below null. */
export const EMPTY_ARRAY = 0x18;
export const tagOf = (rank: number) => rank * 0x10;

class KeyWriter {
  private bytes = Buffer.allocUnsafe(64);
  private size = 0;

  byte(b: number): void {
    this.room(1);
    this.bytes[this.size++] = b;
  }

  raw(b: Uint8Array): void {
    this.room(b.length);
    this.bytes.set(b, this.size);
    this.size += b.length;
  }

  /** Zero bytes are escaped and the end marked, so that no text is the prefix of another. */
  text(s: string): void {
    const utf8 = Buffer.from(s, 'utf8');
    if (utf8.includes(0)) for (const b of utf8) b === 0 ? this.raw(Buffer.from([0, 255])) : this.byte(b);
    else this.raw(utf8);
    this.raw(Buffer.from([0, 1]));
  }

  done(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  private room(n: number): void {
    if (this.size + n <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.size + n));
    this.bytes.copy(grown, 0, 0, this.size);
    this.bytes = grown;
  }
}

/** Doubles and longs in one order: the nearest double first, then how far the long is from it. */
function writeNumber(w: KeyWriter, n: number | bigint): void {
  const out = Buffer.alloc(10);
  const near = Number(n);
  if (!Number.isNaN(near)) {
    out.writeDoubleBE(near === 0 ? 0 : near);
    if ((out[0] as number) & 0x80) for (let i = 0; i < 8; i++) out[i] = ~(out[i] as number);
    else out[0] = (out[0] as number) | 0x80;
    out.writeUInt16BE(0x8000 + (typeof n === 'bigint' ? Number(n - BigInt(near)) : 0), 8);
  }
  w.raw(out);
}

function writeBody(w: KeyWriter, v: Value, rank: number) {
  switch (rank) {
    case RANK.number:
      return writeNumber(w, numeric(v));
    case RANK.string:
      return w.text(v as string);
    case RANK.object:
      for (const [name, field] of Object.entries(v as Doc)) {
        const r = rankOf(field);
        w.byte(tagOf(r));
        w.text(name);
        writeBody(w, field, r);
      }
      return w.byte(0);
    case RANK.array:
      for (const element of v as Value[]) {
        const r = rankOf(element);
        w.byte(tagOf(r));
        writeBody(w, element, r);
      }
      return w.byte(0);
    case RANK.binary: {
      const b = v as Binary;
      const head = Buffer.alloc(5);
      head.writeUInt32BE(b.position);
      head[4] = b.sub_type;
      w.raw(head);
      return w.raw(b.value());
    }
    case RANK.objectId:
      return w.raw((v as ObjectId).id);
    case RANK.bool:
      return w.byte(v ? 1 : 0);
    case RANK.date: {
      const out = Buffer.alloc(8);
      out.writeBigInt64BE(BigInt((v as Date).getTime()));
      out[0] = (out[0] as number) ^ 0x80;
      return w.raw(out);
    }
    case RANK.timestamp: {
      const out = Buffer.alloc(8);
      out.writeBigUInt64BE(BigInt((v as Timestamp).toString()));
      return w.raw(out);
    }
    case RANK.regex:
      w.text((v as BSONRegExp).pattern);
      return w.text((v as BSONRegExp).options);
  }
}

/** One value as bytes whose order is MongoDB's order; no encoding is the prefix of another. */
export function encodeValue(v: Found): Buffer {
  const w = new KeyWriter();
  const rank = rankOf(v);
  w.byte(tagOf(rank));
  writeBody(w, v as Value, rank);
  return w.done();
}

export const invert = (bytes: Uint8Array): Buffer => {
  const out = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = ~(bytes[i] as number);
  return out;
};

const encodeDirected = (v: Found | typeof EMPTY, direction: number): Buffer => {
  const bytes = v === EMPTY ? Buffer.from([EMPTY_ARRAY]) : encodeValue(v);
  return direction < 0 ? invert(bytes) : bytes;
};

/**
 * The fields of a document as one of its keys tells them; undefined when it does not tell for certain: a number's type
 * is not kept, and null may stand for a missing field, which matters where the field is `shown`.
 */
export function decodeKey(key: Uint8Array, spec: KeySpec, shown: ReadonlySet<string>): Doc | undefined {
  const doc: Doc = {};
  let at = 0;
  for (const { path, direction } of spec) {
    const rest = direction < 0 ? invert(key.subarray(at)) : Buffer.from(key.subarray(at));
    const body = rest[0];
    if (body === tagOf(RANK.string)) {
      const end = rest.indexOf(0, 1);
      if (rest[end + 1] !== 1) return undefined;
      doc[path] = rest.toString('utf8', 1, end);
      at += end + 2;
    } else if (body === tagOf(RANK.objectId)) {
      doc[path] = new ObjectId(Uint8Array.from(rest.subarray(1, 13)));
      at += 13;
    } else if (body === tagOf(RANK.date)) {
      rest[1] = (rest[1] as number) ^ 0x80;
      doc[path] = new Date(Number(rest.readBigInt64BE(1)));
      at += 9;
    } else if (body === tagOf(RANK.null) && !shown.has(path)) {
      doc[path] = null;
      at += 1;
    } else return undefined;
  }
  return doc;
}

const EMPTY: unique symbol = Symbol('empty array');
/** One field of a compound key on its way down the document. */
type Slot = { value: Found | typeof EMPTY; parts: string[]; at: number; element: boolean };

/** Walks objects down to the end of the path or to the first array on it. */
function descend(slot: Slot): Slot {
  let { value, at } = slot;
  while (at < slot.parts.length && isDoc(value)) value = getField(value, slot.parts[at++] as string);
  // A path that ends inside a scalar finds nothing.
  if (at < slot.parts.length && !Array.isArray(value)) value = undefined;
  const moved = at > slot.at;
  return { value, parts: slot.parts, at, element: slot.element && !moved };
}

/** An array to spread: not one that is itself an element, which stays whole (or is not entered). */
const spreads = (slot: Slot) => Array.isArray(slot.value) && !slot.element;

function expand(slots: Slot[], multikey: boolean[], out: Slot[][]): void {
  const here = slots.map(descend);
  const first = here.findIndex(spreads);
  if (first < 0) {
    out.push(here);
    return;
  }
  const array = here[first]?.value as Value[];
  here.forEach((slot, i) => {
    if (!spreads(slot)) return;
    if (slot.value !== array)
      throw new StoreError(
        171,
        `cannot index parallel arrays [${here[first]?.parts.join('.')}] [${slot.parts.join('.')}]`,
      );
    multikey[i] = true;
  });
  const withElement = (element: Slot['value'], leafOnly: boolean) =>
    here.map((slot): Slot => {
      if (slot.value !== array) return slot;
      return { ...slot, value: leafOnly && slot.at < slot.parts.length ? undefined : element, element: true };
    });
  if (array.length === 0) expand(withElement(EMPTY, true), multikey, out);
  for (const element of array) expand(withElement(element, false), multikey, out);
}

export type KeySpec = { path: string; direction: 1 | -1 }[];
export type DocumentKeys = { keys: Buffer[]; multikey: boolean[]; values: Value[][]; present: boolean };

/** The index entries of a document: one, or one for each element of the array the index runs over. */
export function keysOf(doc: Doc, spec: KeySpec): DocumentKeys {
  const multikey = spec.map(() => false);
  const combinations: Slot[][] = [];
  expand(
    spec.map(({ path }) => ({ value: doc, parts: path.split('.'), at: 0, element: false })),
    multikey,
    combinations,
  );
  const seen = new Map<string, { key: Buffer; values: Value[] }>();
  let present = false;
  for (const slots of combinations) {
    // An array inside an array is a value at the end of a path and a dead end before it.
    const values = slots.map((s) => (s.at < s.parts.length ? undefined : s.value));
    if (values.some((v) => v !== undefined)) present = true;
    const key = Buffer.concat(values.map((v, i) => encodeDirected(v, spec[i]?.direction ?? 1)));
    const shown = values.map((v) => (v === EMPTY || v === undefined ? null : v));
    seen.set(key.toString('latin1'), { key, values: shown });
  }
  const entries = [...seen.values()];
  return { keys: entries.map((e) => e.key), values: entries.map((e) => e.values), multikey, present };
}

/** The bytes a document sorts by: for arrays the smallest element ascending, the largest descending. */
export function sortKey(doc: Doc, spec: KeySpec): Buffer {
  const parts = spec.map((field) => {
    const { keys } = keysOf(doc, [field]);
    return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
  });
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson';
import { StoreError, unsupported } from './errors';
import { asDouble, type Doc, setField, type Value } from './values';

const REFUSED: Record<number, string> = {
  12: 'the BSON type dbPointer',
  13: 'the BSON type javascript',
  14: 'the BSON type symbol',
  15: 'the BSON type javascriptWithScope',
  19: 'the BSON type decimal128',
};

/** Reads BSON into {@link Value}s, optionally only some of the top-level fields. */
class Reader {
  at = 0;
  constructor(
    private readonly bytes: Buffer,
    private readonly limit: number,
  ) {}

  document(wanted?: ReadonlySet<string>): Doc {
    const doc: Doc = {};
    const end = this.begin();
    let left = wanted ? wanted.size : -1;
    for (let type = this.bytes[this.at++]; type; type = this.bytes[this.at++]) {
      const name = this.cstring();
      if (wanted && !wanted.has(name)) {
        this.skip(type);
        continue;
      }
      setField(doc, name, this.value(type));
      if (--left === 0) break;
    }
    this.at = end;
    return doc;
  }

  /** The kept fields one after the other; neighbours are copied together. */
  pick(names: ReadonlySet<string>, keep: boolean): Uint8Array {
    const end = this.begin();
    const out = Buffer.allocUnsafe(end);
    let size = 4;
    let from = this.at;
    let left = names.size;
    const take = (to: number) => {
      size += this.bytes.copy(out, size, from, to);
    };
    for (;;) {
      const start = this.at;
      const type = this.bytes[this.at++];
      // After the last field named, all that follows is kept or none of it.
      if (!type || left === 0) {
        take(keep ? start : end - 1);
        break;
      }
      const named = names.has(this.cstring());
      if (named) left--;
      if (named !== keep) take(start);
      this.skip(type);
      if (named !== keep) from = this.at;
    }
    out[size++] = 0;
    out.writeInt32LE(size);
    return out.subarray(0, size);
  }

  private begin(): number {
    const size = this.bytes.readInt32LE(this.at);
    const end = this.at + size;
    if (size < 5 || end > this.limit) throw new StoreError(22, 'invalid BSON document length');
    this.at += 4;
    return end;
  }

  private array(): Value[] {
    const out: Value[] = [];
    const end = this.begin();
    for (let type = this.bytes[this.at++]; type; type = this.bytes[this.at++]) {
      while (this.bytes[this.at++]); // the element's index is not needed
      out.push(this.value(type));
    }
    this.at = end;
    return out;
  }

  private cstring(): string {
    const start = this.at;
    let ascii = true;
    let byte = this.bytes[this.at++];
    while (byte) {
      if (byte > 127) ascii = false;
      byte = this.bytes[this.at++];
    }
    return ascii
      ? this.bytes.toString('latin1', start, this.at - 1)
      : this.bytes.toString('utf8', start, this.at - 1);
  }

  /** A length that lies inside the document: a wrong one could lead back and round for ever. */
  private length(least: number): number {
    const size = this.bytes.readInt32LE(this.take(4));
    if (size < least || this.at + size > this.limit) throw new StoreError(22, 'invalid BSON length');
    return size;
  }

  private take(size: number): number {
    const start = this.at;
    this.at += size;
    return start;
  }

  private value(type: number): Value {
    const b = this.bytes;
    switch (type) {
      case 1:
        return asDouble(b.readDoubleLE(this.take(8)));
      case 2: {
        const size = this.length(1);
        const start = this.take(size);
        return b.toString('utf8', start, start + size - 1);
      }
      case 3:
        return this.document();
      case 4:
        return this.array();
      case 5: {
        const size = this.length(0);
        const subtype = b[this.take(1)] as number;
        const start = this.take(size);
        return new Binary(b.subarray(start, start + size), subtype);
      }
      case 6:
      case 10:
        return null;
      case 7: {
        const start = this.take(12);
        return new ObjectId(b.subarray(start, start + 12));
      }
      case 8:
        return b[this.take(1)] === 1;
      case 9:
        return new Date(Number(b.readBigInt64LE(this.take(8))));
      case 11:
        return new BSONRegExp(this.cstring(), this.cstring());
      case 16:
        return b.readInt32LE(this.take(4));
      case 17: {
        const start = this.take(8);
        return new Timestamp({ i: b.readUInt32LE(start), t: b.readUInt32LE(start + 4) });
      }
      case 18:
        return b.readBigInt64LE(this.take(8));
      case 255:
        return new MinKey();
      case 127:
        return new MaxKey();
      default:
        throw unsupported(REFUSED[type] ?? `the BSON type ${type}`);
    }
  }

  private skip(type: number): void {
    switch (type) {
      case 1:
      case 9:
      case 17:
      case 18:
        this.at += 8;
        return;
      case 2:
        this.at += 4 + this.bytes.readInt32LE(this.at);
        return;
      case 3:
      case 4:
        this.at += this.bytes.readInt32LE(this.at);
        return;
      case 5:
        this.at += 5 + this.bytes.readInt32LE(this.at);
        return;
      case 7:
        this.at += 12;
        return;
      case 8:
        this.at += 1;
        return;
      case 16:
        this.at += 4;
        return;
      default:
        this.value(type);
    }
  }
}

/** Copies some of the top-level fields, or all but some, without reading what is in them. */
export function pickFields(bytes: Uint8Array, names: ReadonlySet<string>, keep: boolean): Uint8Array {
  return new Reader(asBuffer(bytes), bytes.length).pick(names, keep);
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Decodes a document; with `wanted`, only those top-level fields. */
export function decode(bytes: Uint8Array, wanted?: ReadonlySet<string>): Doc {
  const buffer = asBuffer(bytes);
  return new Reader(buffer, buffer.length).document(wanted);
}

export const encode = (doc: object): Uint8Array => serialize(doc, { ignoreUndefined: true });

/** A deep copy that keeps number types. */
export function clone<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const copy: Doc = {};
  for (const [field, v] of Object.entries(value)) setField(copy, field, clone(v));
  return copy as T;
}

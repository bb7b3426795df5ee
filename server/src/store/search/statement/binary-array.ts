/**
 * Arrays as PostgreSQL's binary format has them (src/backend/utils/adt/arrayfuncs.c, array_recv), which node-postgres sends
 * as they are: no escaping, no decimal digits, no BigInt.
 */
const oids = { int8: 20, int4: 23, int2: 21, bool: 16, float8: 701, timestamptz: 1184, text: 25, bytea: 17 } as const;
const sizes = { int8: 8, int4: 4, int2: 2, bool: 1, float8: 8, timestamptz: 8 } as const;

/** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
const epoch = 946_684_800_000;

export type FixedType = keyof typeof sizes;

/** One column of rows to come: numbers are put in one by one, and `done` makes the array. */
export class Column {
  readonly #type: FixedType;
  #buffer: Buffer;
  #at = 20;
  #count = 0;
  #nulls = false;

  constructor(type: FixedType, expected = 8) {
    this.#type = type;
    this.#buffer = Buffer.allocUnsafe(20 + expected * (4 + sizes[type]));
  }

  get count(): number {
    return this.#count;
  }

  #room(size: number): number {
    const at = this.#at;
    if (at + 4 + size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(this.#buffer.length * 2 + size);
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
    }
    this.#buffer.writeInt32BE(size, at);
    this.#at = at + 4 + size;
    this.#count++;
    return at + 4;
  }

  /** An integer of the column's size; of int8, those that a JS number holds exactly. */
  integer(value: number): void {
    if (this.#type === 'int8') {
      this.#wide(value);
      return;
    }
    const four = this.#type === 'int4';
    // Room first: it may put another buffer in place.
    const at = this.#room(four ? 4 : 2);
    if (four) this.#buffer.writeInt32BE(value, at);
    else this.#buffer.writeInt16BE(value, at);
  }

  #wide(value: number): void {
    this.halves(Math.floor(value / 0x1_0000_0000), value | 0);
  }

  /** 64 bits as two signed halves. */
  halves(high: number, low: number): void {
    const at = this.#room(8);
    this.#buffer.writeInt32BE(high, at);
    this.#buffer.writeInt32BE(low, at + 4);
  }

  truth(value: boolean): void {
    const at = this.#room(1);
    this.#buffer[at] = value ? 1 : 0;
  }

  float(value: number | undefined): void {
    const at = this.#room(value === undefined ? 0 : 8);
    if (value === undefined) {
      this.#buffer.writeInt32BE(-1, at - 4);
      this.#nulls = true;
    } else this.#buffer.writeDoubleBE(value, at);
  }

  /** Milliseconds since 1970, infinite ones too. */
  instant(milliseconds: number): void {
    if (milliseconds === Number.POSITIVE_INFINITY) this.halves(0x7fffffff, -1);
    else if (milliseconds === Number.NEGATIVE_INFINITY) this.halves(-0x80000000, 0);
    else {
      const since = milliseconds - epoch;
      // Beyond some 285 years from 2000 the microseconds need more than a JS number's 53 bits.
      if (Math.abs(since) < 9_000_000_000_000) this.#wide(since * 1000);
      else {
        const at = this.#room(8);
        this.#buffer.writeBigInt64BE(BigInt(since) * 1000n, at);
      }
    }
  }

  done(): Buffer {
    return header(this.#buffer.subarray(0, this.#at), oids[this.#type], this.#count, this.#nulls);
  }
}

export function textArray(values: readonly (string | undefined)[]): Buffer {
  let size = 20;
  for (const value of values) size += 4 + (value === undefined ? 0 : Buffer.byteLength(value));
  const buffer = Buffer.allocUnsafe(size);
  let at = 20;
  for (const value of values) {
    const length = value === undefined ? -1 : buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return header(buffer, oids.text, values.length, values.includes(undefined));
}

export function byteaArray(values: readonly Buffer[]): Buffer {
  let size = 20;
  for (const value of values) size += 4 + value.length;
  const buffer = Buffer.allocUnsafe(size);
  let at = 20;
  for (const value of values) {
    buffer.writeInt32BE(value.length, at);
    value.copy(buffer, at + 4);
    at += 4 + value.length;
  }
  return header(buffer, oids.bytea, values.length, false);
}

function header(buffer: Buffer, oid: number, count: number, nulls: boolean): Buffer {
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(nulls ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

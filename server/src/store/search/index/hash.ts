/**
 * PostgreSQL's own hashtextextended() in JavaScript (src/common/hashfn.c, hash_bytes_extended, little-endian), without
 * BigInt: 64 bits as two halves. Being the same function on both sides lets SQL hash a reference it has just found, so
 * chains need no second column. Not cryptographic: a search never proves anything by a hash alone that access rests on.
 */

/** The two halves of the last hash, as signed 32-bit numbers: read them before hashing again. */
export const halves = { high: 0, low: 0 };

const encoder = new TextEncoder();
let bytes = new Uint8Array(1024);

export interface Seed {
  readonly high: number;
  readonly low: number;
}

const noSeed: Seed = { high: 0, low: 0 };

/** A seed that stands for a name, e.g. `token Observation.code`. */
export function seedOf(name: string): Seed {
  hashText(name, noSeed);
  return { ...halves };
}

/** 32 bits for small sets of names. */
export function hash32(text: string): number {
  hashText(text, noSeed);
  return halves.low;
}

export function hashText(text: string, seed: Seed): void {
  if (text.length * 3 > bytes.length) bytes = new Uint8Array(text.length * 3);
  let ascii = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) {
      ascii = -1;
      break;
    }
    bytes[at] = code;
  }
  hashBytes(ascii >= 0 ? ascii : encoder.encodeInto(text, bytes).written, seed);
}

function word(at: number): number {
  return byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
}

function byte(at: number): number {
  return bytes[at] as number;
}

function hashBytes(length: number, seed: Seed): void {
  let a = (0x9e3779b9 + length + 3923095) | 0;
  let b = a;
  let c = a;
  const mix = (): void => {
    a = (a - c) ^ rotate(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ rotate(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 4);
    b = (b + a) | 0;
  };
  if (seed.high !== 0 || seed.low !== 0) {
    a = (a + seed.high) | 0;
    b = (b + seed.low) | 0;
    mix();
  }
  let at = 0;
  for (; length - at >= 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    mix();
  }
  const rest = length - at;
  // The lowest byte of c is reserved for the length.
  for (let i = 8; i < rest; i++) c = (c + (byte(at + i) << (8 * (i - 7)))) | 0;
  for (let i = 4; i < Math.min(rest, 8); i++) b = (b + (byte(at + i) << (8 * (i - 4)))) | 0;
  for (let i = 0; i < Math.min(rest, 4); i++) a = (a + (byte(at + i) << (8 * i))) | 0;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  halves.high = b;
  halves.low = c;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** The hash as PostgreSQL's bigint, in decimal. For queries, not for the writing path. */
export function bigintOf({ high, low }: Seed): string {
  return ((BigInt(high) << 32n) | BigInt(low >>> 0)).toString();
}

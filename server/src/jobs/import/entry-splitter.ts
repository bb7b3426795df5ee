/**
 * Cuts the entries out of a Bundle's text while it streams by, so that a Bundle of any size takes the memory of its largest
 * entry. Only the outer structure is followed here; each entry is parsed as JSON by whoever takes it.
 */
export class BrokenJson extends Error {}

/** Larger than any resource that the server takes. */
const mostEntryBytes = 64_000_000;

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const newline = 0x0a;

export interface EntryBytes {
  bytes: Buffer;
  /** On which it begins, from 1. */
  line: number;
}

export class EntrySplitter {
  /** Texts at the top level: `resourceType`, `type`, … as far as they have been met. */
  readonly top = new Map<string, string>();
  readonly #open: number[] = [];
  #inString = false;
  #escaped = false;
  /** The text at the top level that is being read, and the property it is the value of. */
  #text = '';
  #key = '';
  #isValue = false;
  #inEntries = false;
  #parts: Buffer[] = [];
  #partsBytes = 0;
  #line = 1;
  #entryLine = 1;
  #begun = false;

  /** The entries that end within this piece. */
  push(piece: Buffer): EntryBytes[] {
    const entries: EntryBytes[] = [];
    let start = this.#capturing ? 0 : -1;
    for (let at = 0; at < piece.length; at++) {
      if (this.#inString) {
        at = this.#string(piece, at);
        continue;
      }
      const byte = piece[at] as number;
      switch (byte) {
        case quote:
          this.#inString = true;
          this.#text = '';
          break;
        case openBrace:
        case openBracket:
          if (this.#opens(byte)) {
            start = at;
            this.#entryLine = this.#line;
          }
          break;
        case closeBrace:
        case closeBracket:
          if (this.#open.pop() !== byte) {
            throw this.#broken('a bracket closes what was not opened');
          }
          if (this.#inEntries && this.#open.length === 2) {
            entries.push({ bytes: this.#entry(piece.subarray(start, at + 1)), line: this.#entryLine });
            start = -1;
          } else if (this.#open.length < 2) {
            this.#inEntries = false;
            this.#isValue = false;
          }
          break;
        case colon:
          if (this.#open.length === 1) {
            this.#key = this.#text;
            this.#isValue = true;
          }
          break;
        case 0x2c:
          if (this.#open.length === 1) {
            this.#isValue = false;
          }
          break;
        case newline:
          this.#line++;
          break;
        default:
          if (this.#open.length === 0 && byte > 0x20 && !(this.#line === 1 && byte >= 0xbb)) {
            throw this.#broken('it is not a JSON object');
          }
      }
    }
    if (start !== -1) {
      this.#hold(piece.subarray(start));
    }
    return entries;
  }

  /** Whether an entry begins here. */
  #opens(byte: number): boolean {
    const depth = this.#open.push(byte === openBrace ? closeBrace : closeBracket) - 1;
    if (depth === 0 && this.#begun) {
      throw this.#broken('there is something after the end');
    }
    this.#begun = true;
    if (depth === 1) {
      this.#inEntries = byte === openBracket && this.#isValue && this.#key === 'entry';
    }
    return this.#inEntries && depth === 2;
  }

  /** Throws when the text ended in the middle. */
  end(): void {
    if (this.#open.length > 0 || this.#inString || !this.#begun) {
      throw this.#broken(this.#begun ? 'it ends in the middle' : 'it is empty');
    }
  }

  get #capturing(): boolean {
    return this.#inEntries && this.#open.length > 2;
  }

  /** Reads on within a string; answers where it ended, or the end of the piece. */
  #string(piece: Buffer, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (;;) {
      const end = piece.indexOf(quote, at);
      const stop = end === -1 ? piece.length : end;
      // A quote is the end when an even number of backslashes, or none, stands before it.
      let escapes = 0;
      while (stop - 1 - escapes >= at && piece[stop - 1 - escapes] === backslash) {
        escapes++;
      }
      if (this.#open.length === 1 && this.#text.length < 100) {
        this.#text += piece.toString('latin1', at, Math.min(stop, at + 100));
      }
      if (end === -1) {
        this.#escaped = escapes % 2 === 1;
        return piece.length;
      }
      if (escapes % 2 === 0) {
        this.#inString = false;
        if (this.#open.length === 1 && this.#isValue) {
          this.top.set(this.#key, this.#text);
        }
        return end;
      }
      at = end + 1;
    }
  }

  #hold(part: Buffer): void {
    this.#partsBytes += part.length;
    if (this.#partsBytes > mostEntryBytes) {
      throw this.#broken(`an entry is larger than ${mostEntryBytes / 1_000_000} MB`);
    }
    this.#parts.push(Buffer.from(part));
  }

  #entry(last: Buffer): Buffer {
    if (this.#parts.length === 0) {
      return last;
    }
    const whole = Buffer.concat([...this.#parts, last]);
    this.#parts = [];
    this.#partsBytes = 0;
    return whole;
  }

  #broken(why: string): BrokenJson {
    return new BrokenJson(`broken JSON at line ${this.#line}: ${why}`);
  }
}

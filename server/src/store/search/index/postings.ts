/**
 * The hashed values of one resource: all of them as tokens, some of them as postings too. The same code of a second system
 * is posted with its system inverted, so that a search by the code alone meets each resource once.
 */
import { halves, hashText, type Seed } from './hash.ts';
import { withSystem } from './index-names.ts';

const anySystem = '\u0000';

interface Seen {
  high: number;
  system: string;
  next: Seen | undefined;
}

export class Postings {
  /** Pairs: high and low half of each hash. */
  readonly tokens: number[] = [];
  /** Triples: high and low half of the hash, system. */
  readonly triples: number[];
  /** By the low half: it alone nearly always tells them apart. */
  readonly #seen = new Map<number, Seen>();

  constructor(triples: number[] = []) {
    this.triples = triples;
  }

  get count(): number {
    return this.triples.length / 3;
  }

  add(text: string, seed: Seed, posted: boolean): void {
    hashText(text, seed);
    const { high, low } = halves;
    if (!this.#isNew(high, low, '')) return;
    this.tokens.push(high, low);
    if (posted) this.triples.push(high, low, 0);
  }

  /** Found by its code alone, and by its code within its system; `system` is '' and its hash 0 for none. */
  addCode(code: string, system: string, systemHash: number, seed: Seed, posted: boolean): void {
    hashText(code, seed);
    const { high, low } = halves;
    if (!this.#isNew(high, low, system)) return;
    const first = this.#isNew(high, low, anySystem);
    if (first) this.tokens.push(high, low);
    if (posted) this.triples.push(high, low, first ? systemHash : ~systemHash);
    hashText(withSystem(system, code), seed);
    this.tokens.push(halves.high, halves.low);
  }

  #isNew(high: number, low: number, system: string): boolean {
    const first = this.#seen.get(low);
    for (let one = first; one !== undefined; one = one.next) {
      if (one.high === high && one.system === system) return false;
    }
    this.#seen.set(low, { high, system, next: first });
    return true;
  }

  /** As resource.tokens holds them. */
  get packed(): Buffer {
    const { tokens } = this;
    const buffer = Buffer.allocUnsafe(tokens.length * 4);
    for (let at = 0; at < tokens.length; at++) buffer.writeInt32BE(tokens[at] as number, at * 4);
    return buffer;
  }

  without(other: Postings): Postings {
    const names = new Set<string>();
    other.#each((high, low, system) => names.add(`${high} ${low} ${system}`));
    const kept: number[] = [];
    this.#each((high, low, system) => {
      if (!names.has(`${high} ${low} ${system}`)) kept.push(high, low, system);
    });
    return new Postings(kept);
  }

  #each(visit: (high: number, low: number, system: number) => void): void {
    const { triples } = this;
    for (let at = 0; at < triples.length; at += 3)
      visit(triples[at] as number, triples[at + 1] as number, triples[at + 2] as number);
  }
}

/**
 * The postings of one resource: each value once. The same code of a second system is kept with its system inverted, so
 * that a search by the code alone meets each resource once.
 */
import { halves, hashText, type Seed } from './hash.ts';

export class Postings {
  /** Triples: high and low half of the hash, system. */
  readonly triples: number[];
  #byLow: Map<number, number[]> | undefined;

  constructor(triples: number[] = []) {
    this.triples = triples;
  }

  get count(): number {
    return this.triples.length / 3;
  }

  add(text: string, seed: Seed, system = 0): void {
    hashText(text, seed);
    this.addHash(halves.high, halves.low, system);
  }

  addHash(high: number, low: number, system: number): void {
    let first = true;
    for (const at of this.#candidates(low)) {
      if (this.triples[at] !== high || this.triples[at + 1] !== low) continue;
      const other = this.triples[at + 2] as number;
      if (other === system || ~other === system) return;
      first = false;
    }
    this.#byLow?.set(low, [...(this.#byLow.get(low) ?? []), this.triples.length]);
    this.triples.push(high, low, first ? system : ~system);
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
    for (let at = 0; at < triples.length; at += 3) visit(triples[at] as number, triples[at + 1] as number, triples[at + 2] as number);
  }

  /** Where an equal hash may stand: all of the few, or by a map when there are many. */
  #candidates(low: number): Iterable<number> {
    if (this.#byLow === undefined && this.triples.length > 90) {
      this.#byLow = new Map();
      for (let at = 0; at < this.triples.length; at += 3) {
        const half = this.triples[at + 1] as number;
        this.#byLow.set(half, [...(this.#byLow.get(half) ?? []), at]);
      }
    }
    return this.#byLow === undefined ? this.#all() : (this.#byLow.get(low) ?? []);
  }

  *#all(): Iterable<number> {
    for (let at = 0; at < this.triples.length; at += 3) yield at;
  }
}

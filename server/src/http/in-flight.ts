/** Bounds how many requests are worked on at the same time; the others hear at once that they should try again. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export class InFlight {
  readonly #most: number;
  #now = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get now(): number {
    return this.#now;
  }

  /** Fails with `unavailable` when it is full; what has entered leaves. */
  enter(): void {
    if (this.#now >= this.#most)
      throw new Failure('unavailable', 'The server has too much to do just now; try again shortly');
    this.#now++;
  }

  leave(): void {
    this.#now--;
  }
}

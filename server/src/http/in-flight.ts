/**
 * Bounds what is worked on at the same time, in requests and in bytes of their bodies; the others hear at once that they should
 * try again.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export class InFlight {
  readonly #most: number;
  readonly #mostBytes: number;
  #now = 0;
  #bytes = 0;

  constructor(most: number, mostBytes = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  get now(): number {
    return this.#now;
  }

  /** Fails with `unavailable` when it is full; what has entered leaves. */
  enter(): void {
    if (this.#now >= this.#most) throw full();
    this.#now++;
  }

  /** Of somebody who has entered: more of the body has come. Fails with `unavailable` when bodies take all the room there is. */
  hold(bytes: number): void {
    if (this.#bytes + bytes > this.#mostBytes) throw full();
    this.#bytes += bytes;
  }

  /** @param held bytes of the body */
  leave(held = 0): void {
    this.#now--;
    this.#bytes -= held;
  }
}

function full(): Failure {
  return new Failure('unavailable', 'The server has too much to do just now; try again shortly');
}

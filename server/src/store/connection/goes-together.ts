/**
 * When that which many ask for together is sent. What comes alone goes at once, at the end of its turn of the event loop; what comes while
 * that is under way gathers, and goes together when it has ended. One that takes longer than the patience with it has others beside it.
 */
export interface Sending {
  isWaiting: () => boolean;
  /** Takes of what waits, and sends it. Does not reject. */
  send: () => Promise<void>;
  /** How many are under way at once, at most. */
  mostAbreast: number;
}

const patienceMs = 20;

export class GoesTogether {
  readonly #sending: Sending;
  #underWay = 0;
  /** The last one that began, until the patience with it is at an end. */
  #latest: NodeJS.Timeout | undefined;

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  /** To be called when something has come. */
  hasCome(): void {
    while (this.#sending.isWaiting() && this.#latest === undefined && this.#underWay < this.#sending.mostAbreast) {
      this.#underWay++;
      const patience = setTimeout(() => this.#goOn(patience), patienceMs);
      this.#latest = patience;
      // What is asked for in the same turn of the event loop goes along.
      setImmediate(() => {
        void this.#sending.send().finally(() => {
          clearTimeout(patience);
          this.#underWay--;
          this.#goOn(patience);
        });
      });
    }
  }

  #goOn(from: NodeJS.Timeout): void {
    if (this.#latest === from) {
      this.#latest = undefined;
    }
    this.hasCome();
  }
}

/** What a process must end before it is gone, the last begun first. Asked again, it goes on with what it is doing. */
export class Endings {
  readonly #steps: (() => Promise<void> | void)[] = [];
  #ending: Promise<void> | undefined;

  add(step: () => Promise<void> | void): void {
    this.#steps.unshift(step);
  }

  get begun(): boolean {
    return this.#ending !== undefined;
  }

  end(): Promise<void> {
    this.#ending ??= (async () => {
      for (const step of this.#steps) await step();
    })();
    return this.#ending;
  }
}

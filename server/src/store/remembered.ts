/**
 * What was looked up, remembered for a few seconds: long enough to spare the database at every request, short enough that a
 * revocation takes hold. Those who ask at the same time share one look-up. A look-up that fails is not remembered.
 */
interface Entry<V> {
  value: Promise<V>;
  until: number;
}

const most = 20_000;

export class Remembered<K, V> {
  readonly #entries = new Map<K, Entry<V>>();
  readonly #for: number;
  readonly #look: (key: K) => Promise<V>;
  readonly #now: () => number;

  constructor(milliseconds: number, look: (key: K) => Promise<V>, now: () => number = Date.now) {
    this.#for = milliseconds;
    this.#look = look;
    this.#now = now;
  }

  get(key: K): Promise<V> {
    const now = this.#now();
    const entry = this.#entries.get(key);
    if (entry !== undefined && now < entry.until) return entry.value;
    const value = this.#look(key);
    const fresh = { value, until: now + this.#for };
    this.#entries.delete(key);
    if (this.#entries.size >= most) this.#dropOld(now);
    this.#entries.set(key, fresh);
    value.catch(() => {
      if (this.#entries.get(key) === fresh) this.#entries.delete(key);
    });
    return value;
  }

  forget(key: K): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Entries stand in the order they were made, and all live equally long. */
  #dropOld(now: number): void {
    for (const [key, { until }] of this.#entries) {
      if (until > now && this.#entries.size < most) break;
      this.#entries.delete(key);
    }
  }
}

/**
 * Pages that have a record, or a unit's board, open and wait to be told to ask anew, as streams of server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). What is told is that, and nothing of what has changed. Each time, and
 * now and then, it is asked whether the page may have the record open still.
 */
import type { Told } from '../../store/told/channels.ts';

/** What a stream writes to: the bare response. */
export interface Line {
  write(text: string): unknown;
  /** `done`: when all has been handed over. */
  end(done: () => void): unknown;
  destroy(): unknown;
  readonly writableLength: number;
}

export interface OpenPage {
  /** 0: a unit's page. */
  patientKey: number;
  /** Of a page about a care unit: its key. */
  unitKey?: number;
  /** Hash of the session's token, in hexadecimal. */
  session: string;
  line: Line;
  /** Until when it need not be asked whether the session lives. Milliseconds since 1970. */
  expires: number;
  /** Until when the session lives; undefined: the page may not have the record open any more. */
  mayHear(): Promise<number | undefined>;
}

export interface Bounds {
  all: number;
  session: number;
}

/** More than this in wait for a page that reads nothing, and it is let go. */
const mostWaiting = 16_384;

export class OpenPages {
  readonly #bounds: Bounds;
  readonly #now: () => number;
  readonly #pages = new Set<OpenPage>();

  constructor(bounds: Bounds, now: () => number = Date.now) {
    this.#bounds = bounds;
    this.#now = now;
  }

  get count(): number {
    return this.#pages.size;
  }

  hasRoomFor(session: string): boolean {
    return (
      this.#pages.size < this.#bounds.all &&
      [...this.#pages].filter((page) => page.session === session).length < this.#bounds.session
    );
  }

  add(page: OpenPage): void {
    this.#pages.add(page);
    this.#send(page, 'still');
  }

  remove(page: OpenPage): void {
    this.#pages.delete(page);
  }

  async tell(told: Told): Promise<void> {
    const concerned = [...this.#pages].filter(
      (page) =>
        told.about === 'anything' ||
        told.about === 'rights' ||
        (told.about === 'record' && page.patientKey === told.patientKey) ||
        (told.about === 'unit' && page.unitKey === told.unitKey) ||
        (told.about === 'session' && page.session === told.session),
    );
    await Promise.all(concerned.map((page) => this.tellPage(page)));
  }

  /** To ask anew; one who may not have the record open any more is told that it is over. */
  async tellPage(page: OpenPage): Promise<void> {
    if (await this.#mayHear(page)) this.#send(page, 'anew');
  }

  /** That the stream lives, to those whose session does. */
  async beat(): Promise<void> {
    for (const page of this.#pages)
      if (page.expires > this.#now() || (await this.#mayHear(page))) this.#send(page, 'still');
  }

  /** They come back by themselves, to this process or another. */
  close(): void {
    for (const page of this.#pages) this.#end(page);
  }

  async #mayHear(page: OpenPage): Promise<boolean> {
    // Whether it may is not known when the database does not answer: then it is told nothing, and asks by itself when it is back.
    const expires = await page.mayHear().catch(() => null);
    if (expires === undefined) this.#send(page, 'over');
    if (expires === undefined || expires === null) {
      this.#end(page);
      return false;
    }
    page.expires = expires;
    return true;
  }

  #end(page: OpenPage): void {
    this.remove(page);
    page.line.end(() => page.line.destroy());
  }

  /** With the time, which a page that comes back gives, to hear what it has missed. */
  #send(page: OpenPage, event: 'still' | 'anew' | 'over'): void {
    if (!this.#pages.has(page)) return;
    if (page.line.writableLength > mostWaiting) {
      this.remove(page);
      page.line.destroy();
      return;
    }
    page.line.write(`id: ${this.#now()}\nevent: ${event}\ndata: ${event}\n\n`);
  }
}

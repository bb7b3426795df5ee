/**
 * Somebody of the cast at a browser of their own: signs in as one does, and remembers everything that went wrong on the page.
 * A journey ends by asking for that (`troubles`).
 */
import type { BrowserContext, Page, Request } from 'playwright-core';
import { axeViolations } from './axe.ts';
import { Hands } from './hands.ts';
import { spilled } from './spilled.ts';

export type App = 'clinician' | 'resident';

/** Screens that axe has seen in this run; the same one is not looked at twice. */
const seen = new Set<string>();

export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly hands: Hands;
  readonly base: string;
  readonly troubles: string[] = [];
  /** Requests to /fhir, in order: `GET /fhir/Patient/x/$chart`. */
  readonly fhirRequests: string[] = [];
  readonly #lawful = new Set<string>();

  constructor(context: BrowserContext, page: Page, base: string) {
    this.context = context;
    this.page = page;
    this.base = base;
    this.hands = new Hands(page);
    page.on('pageerror', (error) => this.troubles.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const about = `${message.text()} ${message.location().url}`;
      if (!this.#isLawful(about)) this.troubles.push(`console: ${about}`);
    });
    page.on('request', (request: Request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/fhir')) this.fhirRequests.push(`${request.method()} ${pathname}${search}`);
    });
  }

  static async at(context: BrowserContext, base: string): Promise<Person> {
    return new Person(context, await context.newPage(), base);
  }

  /**
   * Answers that the journey brings about on purpose and that the browser writes in its console: a status, or `offline` while
   * the server is gone. Nobody being signed in is said with a 401 and is no trouble.
   */
  expects(...answers: (number | 'offline')[]): void {
    for (const answer of answers) this.#lawful.add(String(answer));
  }

  #isLawful(text: string): boolean {
    const status = /status of (\d{3})/.exec(text)?.[1];
    if (status === '401' && text.endsWith('/session')) return true;
    if (status !== undefined) return this.#lawful.has(status);
    return this.#lawful.has('offline') && /net::ERR_(CONNECTION|EMPTY|SOCKET|INTERNET|INCOMPLETE)/.test(text);
  }

  /** Goes to an address of the product, signs in on the demo's page when asked to, and comes back to that address. */
  async signIn(key: string, address = '/'): Promise<void> {
    await this.page.goto(this.base + address);
    await this.chooseOnSignInPage(key);
  }

  async chooseOnSignInPage(key: string): Promise<void> {
    await this.page.locator(`button[name="person"][value="${key}"]`).click();
    await this.page.waitForURL((url) => !/^\/(oidc|sign-in)/.test(url.pathname));
  }

  /** Everything that is shown now keeps within its place. */
  async keepsWithin(screen: string): Promise<void> {
    this.troubles.push(...(await spilled(this.page)).map((each) => `spilled, ${screen}: ${each}`));
  }

  /** Axe on what is shown now, in light and in dark; once a run for each screen by its name. */
  async looksRight(screen: string): Promise<void> {
    if (seen.has(screen)) return;
    seen.add(screen);
    const say = (scheme: string) => (violation: string) => `axe, ${screen}, ${scheme}: ${violation}`;
    this.troubles.push(...(await axeViolations(this.page)).map(say('light')));
    await this.page.emulateMedia({ colorScheme: 'dark' });
    this.troubles.push(...(await axeViolations(this.page, { coloursOnly: true })).map(say('dark')));
    await this.page.emulateMedia({ colorScheme: 'light' });
  }
}

/**
 * Who sends a request: an API client by its access token, a browser by its session cookie. A cookie that would change
 * something must come from our own pages: with `X-Vardkedjan: 1`, which a page of another origin cannot send unasked, and with
 * no sign of another origin (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { BearerTokens } from './bearer.ts';
import type { Callers, Standing } from './callers.ts';
import { cookieIn } from './browser/cookies.ts';
import type { Principal } from './principal.ts';
import type { Session, Sessions } from './sessions.ts';

export interface Incoming {
  method: string;
  headers: IncomingHttpHeaders;
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

export class Authenticator {
  readonly cookieName: string;
  readonly #bearer: BearerTokens;
  readonly #sessions: Sessions;
  readonly #callers: Callers;
  readonly #ownOrigins: (host: string) => string[];

  constructor(parts: { bearer: BearerTokens; sessions: Sessions; callers: Callers; baseUrl: string }) {
    this.#bearer = parts.bearer;
    this.#sessions = parts.sessions;
    this.#callers = parts.callers;
    const { origin, protocol } = new URL(parts.baseUrl);
    // __Host-: the browser sends it to this host only, and only encrypted.
    this.cookieName = protocol === 'https:' ? '__Host-vardkedjan' : 'vardkedjan';
    this.#ownOrigins = (host) => [origin, `${protocol}//${host}`];
  }

  /** Fails with `unauthenticated` when nobody is signed in, with `forbidden` when another site seems to have sent it. */
  async standing(incoming: Incoming): Promise<Standing> {
    const principal = await this.#principal(incoming);
    if (principal === undefined) throw new Failure('unauthenticated', 'Sign in, or send a valid access token');
    return this.#callers.standingOf(principal);
  }

  standingOf(principal: Principal): Promise<Standing> {
    return this.#callers.standingOf(principal);
  }

  /** The browser's session; undefined when it has none that lives. Unless `counts` is false, this is a use of it. */
  async session(incoming: Incoming, counts = true): Promise<Session | undefined> {
    const token = cookieIn(incoming.headers.cookie, this.cookieName);
    if (token === undefined || token === '') return undefined;
    if (!safe.has(incoming.method)) this.requireOwnPage(incoming.headers);
    return this.#sessions.find(token, counts);
  }

  async #principal(incoming: Incoming): Promise<Principal | undefined> {
    const { authorization } = incoming.headers;
    if (authorization !== undefined) {
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
      return token === undefined ? undefined : (await this.#bearer.check(token))?.principal;
    }
    // What a page asks for by itself while nobody is at it does not keep the session alive.
    const session = await this.session(incoming, incoming.headers['x-vardkedjan-unattended'] !== '1');
    if (session === undefined) return undefined;
    const { kind, person, assignment } = session;
    return kind === 'staff' ? { kind, person, assignment } : { kind, person };
  }

  /** Fails with `forbidden` unless the request shows that it comes from a page of our own. */
  requireOwnPage(headers: IncomingHttpHeaders): void {
    const site = headers['sec-fetch-site'];
    const { origin, host = '' } = headers;
    const fromHere =
      headers['x-vardkedjan'] === '1' &&
      (site === undefined || site === 'same-origin') &&
      (origin === undefined || this.#ownOrigins(host).includes(origin)) &&
      (site !== undefined || origin !== undefined);
    if (!fromHere) throw new Failure('forbidden', 'The request does not come from a page of this server');
  }
}

/** What a browser carries, sealed, from one step of signing in to the next: ten minutes, this path only, no script sees it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn, cookieText } from './cookies.ts';
import type { Seal } from '../seal.ts';

const lifetime = 600;

export class JourneyCookie<T> {
  readonly #name: string;
  readonly #seal: Seal;

  constructor(name: string, seal: Seal) {
    this.#name = name;
    this.#seal = seal;
  }

  set(reply: FastifyReply, value: T, secure: boolean): void {
    const sealed = this.#seal
      .close(JSON.stringify({ value, until: Date.now() + lifetime * 1000 }))
      .toString('base64url');
    reply.header('Set-Cookie', this.#serialized(sealed, lifetime, secure));
  }

  clear(reply: FastifyReply, secure: boolean): void {
    reply.header('Set-Cookie', this.#serialized('', 0, secure));
  }

  read(request: FastifyRequest): T | undefined {
    const sealed = cookieIn(request.headers.cookie, this.#name);
    const text = sealed === undefined ? undefined : this.#seal.open(Buffer.from(sealed, 'base64url'));
    if (text === undefined) return undefined;
    const { value, until } = JSON.parse(text) as { value: T; until: number };
    return Date.now() < until ? value : undefined;
  }

  #serialized(value: string, maxAge: number, secure: boolean): string {
    return cookieText(this.#name, value, { path: '/sign-in', maxAge, secure });
  }
}

/** A request as the fuzzer has it: in parts, so that a failing one can be made smaller part by part. */
import type { InjectOptions } from 'fastify';

export type Pair = [name: string, value: string];

export interface Sent {
  /** Of the cast, or `client:…`; undefined: nobody. */
  as: string | undefined;
  method: string;
  /** Below the host, percent-encoded where it must be. */
  path: string;
  parameters: Pair[];
  headers: Pair[];
  /** A JSON value, or letters or bytes that are sent as they are. */
  body?: { value: unknown } | { raw: string | Buffer };
}

/** Percent-encoded as a browser does it; a lone surrogate, which no UTF-8 has, as the three bytes that some clients send. */
export function encode(text: string): string {
  return Array.from(text, encodeLetter).join('');
}

function encodeLetter(letter: string): string {
  if (/^[\w.~!*'():@/,;|$-]$/.test(letter)) return letter;
  if (letter.isWellFormed()) return encodeURIComponent(letter);
  const code = letter.charCodeAt(0);
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    .map((byte) => `%${byte.toString(16).toUpperCase()}`)
    .join('');
}

export function urlOf({ path, parameters }: Sent): string {
  const query = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return query === '' ? path : `${path}?${query}`;
}

export function payloadOf({ body }: Sent): string | Buffer | undefined {
  if (body === undefined) return undefined;
  return 'raw' in body ? body.raw : JSON.stringify(body.value);
}

export function injected(sent: Sent, token: string | undefined): InjectOptions {
  const headers: Record<string, string> = { host: 'localhost:8080' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  for (const [name, value] of sent.headers) headers[name.toLowerCase()] = value;
  const payload = payloadOf(sent);
  return {
    method: sent.method as NonNullable<InjectOptions['method']>,
    url: urlOf(sent),
    headers,
    ...(payload !== undefined && { payload }),
  };
}

/** To be read by a person, and short. */
export function described(sent: Sent): string {
  const headers = sent.headers.map(([name, value]) => `${name}: ${short(value, 120)}`).join(', ');
  const payload = payloadOf(sent);
  return [
    `${sent.method} ${short(urlOf(sent), 1500)} as ${sent.as ?? 'nobody'}`,
    headers,
    payload === undefined ? '' : short(payload.toString('utf8'), 3000),
  ]
    .filter((part) => part !== '')
    .join('\n  ');
}

function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} letters)`;
}

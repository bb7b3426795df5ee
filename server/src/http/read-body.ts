/**
 * The body as text, read after the caller is known and never beyond the limit. It must be UTF-8 as it stands: text that
 * would have to be mended is refused, since a changed letter may change what was meant.
 */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

/** `body` is the request's stream, or undefined when there is none. Fails with 413 above `limit` bytes. */
export async function readBody(body: unknown, limit: number): Promise<string | undefined> {
  if (body === undefined || body === null) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as Readable) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limit)
      throw new Failure('too-large', `The body is larger than ${limit / 1_000_000} MB, the most this server takes`);
    chunks.push(bytes);
  }
  const whole = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  if (!isUtf8(whole)) throw new Failure('invalid', 'The body is not UTF-8');
  return whole.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * The body as text, read after the caller is known and never beyond the limit. It must be UTF-8 as it stands: text that
 * would have to be mended is refused, since a changed letter may change what was meant.
 */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export interface Room {
  /** Bytes. */
  limit: number;
  /** Told of each piece; fails when there is no room for it. */
  hold?: (bytes: number) => void;
}

/** `body` is the request's stream, or undefined when there is none. Fails with 413 above `limit` bytes. */
export async function readBody(body: unknown, { limit, hold }: Room): Promise<string | undefined> {
  if (body === undefined || body === null) return undefined;
  const whole = await bytesOf(body as Readable, { limit, hold });
  if (!isUtf8(whole)) throw new Failure('invalid', 'The body is not UTF-8');
  return whole.toString('utf8').replace(/^\uFEFF/, '');
}

/** The same as it is, whatever it is: the content of a Binary. */
export async function readBytes(body: unknown, { limit, hold }: Room): Promise<Buffer> {
  return body === undefined || body === null ? Buffer.alloc(0) : bytesOf(body as Readable, { limit, hold });
}

/** By events: iterating over the stream costs more than a small body's whole validation. */
function bytesOf(stream: Readable, { limit, hold }: Room): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const ended = (): void => {
      if (!stream.readableEnded) reject(new Failure('invalid', 'The body came to an early end'));
    };
    if (stream.destroyed && !stream.readableEnded) {
      ended();
      return;
    }
    stream.on('error', reject);
    stream.on('close', ended);
    stream.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      try {
        if (size > limit) throw tooLarge(limit);
        hold?.(chunk.length);
        chunks.push(chunk);
      } catch (failure) {
        reject(failure as Failure);
        stream.destroy();
      }
    });
    // What unpacks to nothing ends only when it is told to flow.
    stream.resume();
  });
}

function tooLarge(limit: number): Failure {
  return new Failure('too-large', `The body is larger than ${limit / 1_000_000} MB, the most this server takes`);
}

/**
 * What is refused before there is a request to speak of: an address or a message that is no HTTP (RFC 9110, section 15.5). The
 * answer is an OperationOutcome here too, and never gives back what was sent.
 */
import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { Failure, outcomeOf } from '@vardkedjan/fhir/outcome.ts';

const tooLarge = new Failure('too-large', 'The headers are larger than this server takes', { status: 431 });
const tooSlow = new Failure('unavailable', 'The request did not arrive in time', { status: 408 });
const noHttp = new Failure('invalid', 'This is not an HTTP request');

/** Node found no request in what came: says so in HTTP's own letters, since there is no response to write to. */
export function answerNoRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const failure = failureOf(error.code);
    const text = JSON.stringify(outcomeOf(failure.issues));
    socket.write(
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}\r\nContent-Type: application/fhir+json; charset=utf-8\r\nCache-Control: no-store\r\n` +
        `Connection: close\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }
  socket.destroy(error);
}

function failureOf(code: string | undefined): Failure {
  if (code === 'HPE_HEADER_OVERFLOW') return tooLarge;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? tooSlow : noHttp;
}

/**
 * The only place that touches the response: an Answer or whatever was thrown becomes status, headers and text. Anything
 * thrown that is not a Failure is a bug: 500 with the request's id and no details (http://hl7.org/fhir/R4/operationoutcome.html).
 */
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure, outcomeOf } from '@vardkedjan/fhir/outcome.ts';
import { stringifyXml } from '@vardkedjan/fhir/xml/stringify-xml.ts';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { type Answer, type Text, wholeText } from './answer.ts';
import { describeError } from './around/log.ts';
import { contentTypes } from './form/media-type.ts';
import type { Form } from './form/form.ts';
import { prettyJson } from './form/pretty.ts';

/** Fails with 406, before anything is sent, on what cannot be said in the form that is asked for. */
export function renderAnswer(reply: FastifyReply, answer: Answer, form: Form): FastifyReply {
  const text = answer.text === undefined ? undefined : written(answer.text, form);
  reply.code(answer.status);
  reply.header('Cache-Control', 'no-store');
  const vary = reply.getHeader('Vary');
  reply.header('Vary', vary === undefined ? 'Accept' : `${String(vary)}, Accept`);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (answer.content !== undefined) return sendContent(reply, answer.content);
  if (text === undefined) return reply.send();
  reply.header('Content-Type', contentTypes[form.name]);
  return reply.send(text);
}

function written(text: Text, form: Form): string | Buffer {
  if (form.name === 'xml') return stringifyXml(parseJson(wholeText(text)), form);
  if (form.pretty) return prettyJson(wholeText(text));
  return typeof text === 'string' ? text : bytesOf(text);
}

function bytesOf(pieces: readonly string[]): Buffer {
  let size = 0;
  for (const piece of pieces) size += Buffer.byteLength(piece);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const piece of pieces) at += bytes.write(piece, at);
  return bytes;
}

/** To be kept, never to be shown or run as if it came from us: it may be any file that anybody has sent. */
function sendContent(reply: FastifyReply, { type, bytes }: NonNullable<Answer['content']>): FastifyReply {
  reply.headers({
    'Content-Type': type,
    'Content-Disposition': 'attachment',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  return reply.send(bytes);
}

/** What is told of something thrown. Bugs go to the log, by the request's id. */
export function failureAnswer(thrown: unknown, requestId: string, log: Logger): Answer {
  const failure = failureOf(thrown);
  if (failure === undefined) {
    log.error({ err: describeError(thrown), request: requestId }, 'a request failed');
    const text = outcomeText([
      { severity: 'fatal', code: 'exception', diagnostics: `Something is wrong with the server. Request ${requestId}` },
    ]);
    return { status: 500, text, shown: [] };
  }
  const headers: Record<string, string> = {};
  if (failure.status === 401) headers['WWW-Authenticate'] = 'Bearer';
  if (failure.status === 503) headers['Retry-After'] = '1';
  return { status: failure.status, headers, text: outcomeText(failure.issues), shown: [] };
}

function outcomeText(issues: Failure['issues']): string {
  return JSON.stringify(outcomeOf(issues));
}

/** Fastify's own refusals, as ours. */
const failures: Record<string, () => Failure> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Failure('too-large', 'The body is larger than this server takes'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Failure('not-supported', 'Send application/fhir+json or application/fhir+xml', { status: 415 }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Failure('invalid', 'The body is not as long as Content-Length says'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Failure('invalid', 'A JSON body is announced and none is sent'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Failure('invalid', 'The body is not JSON'),
  FST_ERR_CTP_EMPTY_TYPE: () =>
    new Failure('not-supported', 'Say what the body is: Content-Type: application/fhir+json', { status: 415 }),
  FST_CP_ERR_INVALID_CONTENT_ENCODING: () =>
    new Failure('not-supported', 'The body is packed in a way that is not supported here', { status: 415 }),
  FST_CP_ERR_INVALID_CONTENT: () => new Failure('invalid', 'The body cannot be unpacked as Content-Encoding says'),
  FST_ERR_BAD_URL: () => new Failure('invalid', 'The address is not percent-encoded UTF-8'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Failure('not-found', 'No resource has such an id'),
};

function failureOf(thrown: unknown): Failure | undefined {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return undefined;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const known = failures[code];
  if (known !== undefined) return known();
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new Failure('invalid', 'The body came to an early end');
  // zlib's own, by which the body is unpacked while it is read.
  if (/^(Z_|ERR__ERROR_FORMAT)/.test(code)) return failures['FST_CP_ERR_INVALID_CONTENT']?.();
  return undefined;
}

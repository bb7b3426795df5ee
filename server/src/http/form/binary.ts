/**
 * Binary in its native form (http://hl7.org/fhir/R4/binary.html#rest): read without naming FHIR's own formats it is given as the
 * content that it holds, and content that is sent becomes a Binary. Unlike elsewhere, a body that says it is FHIR may be content
 * too (a document): it is one unless it is a Binary itself.
 */
import { isUtf8 } from 'node:buffer';
import type { Binary } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import type { FastifyRequest } from 'fastify';
import { wishOf } from './form.ts';
import { asksForResource, formOfBody, isAccepted } from './media-type.ts';

const isBinary = ({ params }: FastifyRequest): boolean => (params as { type?: string }).type === 'Binary';

/** What the reader of a Binary accepts, when it is not FHIR's own form of it; undefined in every other case. */
export function contentWanted(request: FastifyRequest, interaction: string): string | undefined {
  if ((interaction !== 'read' && interaction !== 'vread') || !isBinary(request)) return undefined;
  const wish = wishOf(request);
  return asksForResource(wish) || wish.format !== undefined ? undefined : (wish.accept ?? '*/*');
}

export function isContentSent(request: FastifyRequest, interaction: string): boolean {
  return (interaction === 'create' || interaction === 'update') && isBinary(request);
}

/** The Binary that is sent, or that holds what is sent. */
export function sentBinary(request: FastifyRequest, bytes: Buffer): { value: unknown } {
  const type = request.headers['content-type'];
  if (type === undefined) throw new Failure('not-supported', 'Say what the body is: Content-Type', { status: 415 });
  const form = formOfBody(type.split(';')[0]?.trim().toLowerCase());
  const itself =
    form === undefined || !isUtf8(bytes) ? undefined : asResource(bytes.toString('utf8').replace(/^\uFEFF/, ''), form);
  if (itself?.['resourceType'] === 'Binary') return { value: itself };
  const { id } = request.params as { id?: string };
  const context = request.headers['x-security-context'];
  const binary: Binary = {
    resourceType: 'Binary',
    ...(id !== undefined && { id }),
    contentType: type.trim().replaceAll(/\s+/g, ' '),
    ...(typeof context === 'string' && { securityContext: { reference: context } }),
    ...(bytes.length > 0 && { data: bytes.toString('base64') }),
  };
  return { value: binary };
}

function asResource(text: string, form: 'json' | 'xml'): Record<string, unknown> | undefined {
  try {
    const value = form === 'xml' ? parseXml(text) : parseJson(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (failure) {
    if (failure instanceof Failure) return undefined;
    throw failure;
  }
}

const mediaType = /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=(?:[\w.+-]+|"[ !#-Z[\]^-~]*"))*$/;

export interface Content {
  content: { type: string; bytes: Buffer };
  headers?: Record<string, string>;
}

/** What a Binary holds. Fails with 406 when it is of another type than is accepted. */
export function contentOf(text: string, accept: string): Content {
  const { contentType, data = '', securityContext } = parseJson(text) as Binary;
  const type = mediaType.test(contentType) ? contentType : 'application/octet-stream';
  if (!isAccepted(accept, type)) {
    throw new Failure('not-supported', `The content is ${type}; ask for that, or for application/fhir+json`, {
      status: 406,
    });
  }
  const context = securityContext?.reference;
  return {
    content: { type, bytes: Buffer.from(data, 'base64') },
    ...(context !== undefined && /^[\x21-\x7e]+$/.test(context) && { headers: { 'X-Security-Context': context } }),
  };
}

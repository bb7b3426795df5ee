/** What is asked, read from an HTTP request (http://hl7.org/fhir/R4/http.html). */
import type { FastifyRequest } from 'fastify';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { AskedParts } from './asked.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { contentWanted } from './form/binary.ts';
import { formOfBody } from './form/media-type.ts';
import { readPreferences } from './form/preferences.ts';

interface PathParts {
  type?: string;
  id?: string;
  version?: string;
  member?: string;
}

/** Forms of patches that are no resources (http://hl7.org/fhir/R4/http.html#patch). */
const patchTypes = new Set(['application/json-patch+json', 'application/xml-patch+xml']);
export const formType = 'application/x-www-form-urlencoded';

export function askedParts(
  request: FastifyRequest,
  body: string | { value: unknown } | undefined,
  { code, type: only }: Pick<Interaction, 'code' | 'type'>,
): AskedParts {
  const { headers, method, url } = request;
  const { type, id, version, member } = request.params as PathParts;
  const query = url.indexOf('?');
  const parameters = query === -1 ? [] : [...new URLSearchParams(url.slice(query + 1))];
  const [mediaType, ...about] = mediaTypeParts(headers['content-type']);
  const isForm = typeof body === 'string' && body !== '' && mediaType === formType;
  const isSearch = request.routeOptions.url?.endsWith('/_search') === true;
  if (isForm) {
    if (!isSearch) throw unsupported();
    parameters.push(...new URLSearchParams(body));
  } else if (isSearch && typeof body === 'string' && body !== '') {
    throw unsupported(`A search is posted as ${formType}`);
  } else if (typeof body === 'string' && body !== '') requireKnownForm(method, mediaType ?? '', about);
  return {
    method: method === 'HEAD' ? 'GET' : method,
    type: type ?? only,
    id,
    version,
    member,
    parameters,
    body: isForm ? undefined : body,
    mediaType,
    contentWanted: contentWanted(request, code),
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifNoneExist: headers['if-none-exist'] as string | undefined,
    ifModifiedSince: headers['if-modified-since'],
    prefer: readPreferences(headers['prefer'] as string | undefined),
  };
}

/** The media type and what follows on it; nothing without the header. */
function mediaTypeParts(header: string | undefined): string[] {
  return header === undefined || header === '' ? [] : header.split(';').map((part) => part.trim().toLowerCase());
}

function requireKnownForm(method: string, mediaType: string, about: readonly string[]): void {
  const isPatch = method === 'PATCH' && patchTypes.has(mediaType);
  if (!isPatch && formOfBody(mediaType) === undefined) throw unsupported();
  for (const parameter of about) {
    const [name, value] = parameter.replaceAll('"', '').split('=');
    if (name === 'charset' && value !== 'utf-8' && value !== 'utf8' && value !== 'us-ascii')
      throw unsupported('The body must be UTF-8');
    if (name === 'fhirversion' && value !== '4.0' && value !== '4.0.1')
      throw unsupported('FHIR versions other than 4.0 are not supported');
  }
}

function unsupported(
  message = 'Send application/fhir+json or application/fhir+xml (a patch also as application/json-patch+json); no other form is supported',
): Failure {
  return new Failure('not-supported', message, { status: 415 });
}

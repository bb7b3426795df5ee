/** What is asked, read from an HTTP request (http://hl7.org/fhir/R4/http.html). */
import type { FastifyRequest } from 'fastify';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { AskedParts } from './asked.ts';
import { readPreferences } from './form/preferences.ts';

interface PathParts {
  type?: string;
  id?: string;
  version?: string;
}

const jsonTypes = new Set(['application/fhir+json', 'application/json', 'text/json', 'application/json-patch+json']);
const formType = 'application/x-www-form-urlencoded';

export function askedParts(request: FastifyRequest, body: string | undefined, only: string | undefined): AskedParts {
  const { headers, method, url } = request;
  const { type, id, version } = request.params as PathParts;
  const query = url.indexOf('?');
  const parameters = query === -1 ? [] : [...new URLSearchParams(url.slice(query + 1))];
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isForm = body !== undefined && body !== '' && mediaType === formType;
  if (isForm) {
    if (!request.routeOptions.url?.endsWith('/_search')) throw unsupported();
    parameters.push(...new URLSearchParams(body));
  } else if (body !== undefined && body !== '' && !jsonTypes.has(mediaType ?? '')) throw unsupported();
  return {
    method: method === 'HEAD' ? 'GET' : method,
    type: type ?? only,
    id,
    version,
    parameters,
    body: isForm ? undefined : body,
    mediaType,
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    ifNoneExist: headers['if-none-exist'] as string | undefined,
    ifModifiedSince: headers['if-modified-since'],
    prefer: readPreferences(headers['prefer'] as string | undefined),
  };
}

function unsupported(): Failure {
  return new Failure(
    'not-supported',
    'Send application/fhir+json (application/json-patch+json for a patch); no other form is supported',
    {
      status: 415,
    },
  );
}

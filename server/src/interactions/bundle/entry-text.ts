/** The answer to one entry, as an entry of the Bundle that answers: http://hl7.org/fhir/R4/http.html#transaction-response */
import { STATUS_CODES } from 'node:http';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { type Answer, wholeText } from '../../http/answer.ts';
import { responseEntry } from '../../http/form/bundle.ts';

export function entryText({ status, headers = {}, text: said, lastModified, isOutcome }: Answer): string {
  const text = said === undefined ? undefined : wholeText(said);
  const tells = status >= 400 || isOutcome === true;
  return responseEntry({
    status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    location: headers['Location'],
    etag: headers['ETag'],
    lastModified,
    resource: tells ? undefined : text,
    outcome: tells && text !== undefined ? (JSON.parse(text) as OperationOutcome) : undefined,
  });
}

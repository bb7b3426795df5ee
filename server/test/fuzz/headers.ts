/** Headers that no client means, and some proxy sends (http://hl7.org/fhir/R4/http.html). */
import type { Random } from '../../../care/test/random.ts';
import type { Pair } from './sent.ts';

const values: Readonly<Record<string, readonly string[]>> = {
  Accept: [
    'application/fhir+xml',
    'text/turtle',
    '*/*',
    'x',
    'application/fhir+json;fhirVersion=3.0',
    'application/json;q=0',
    ',,;;',
    'text/html',
    'a'.repeat(5000),
  ],
  'If-Match': ['W/"1"', '"1"', '*', 'W/""', 'W/"9999999999"', 'W/"2147483648"', 'x', 'W/"1", W/"2"'],
  'If-None-Match': ['W/"1"', '*', 'x', ',,'],
  'If-Modified-Since': ['Wed, 21 Oct 2015 07:28:00 GMT', 'x', '2099-01-01T00:00:00Z', 'Thu, 01 Jan 9999 00:00:00 GMT'],
  'If-None-Exist': ['', '?', 'identifier=x', '_id=a&_id=b', 'x', '%00=%00'],
  Prefer: [
    'return=minimal',
    'return=OperationOutcome',
    'return=representation',
    'handling=lenient',
    'handling=strict',
    'respond-async',
    ';;==',
    'return=x, handling',
  ],
  'Content-Type': [
    'application/json',
    'application/fhir+xml',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-patch+json',
    'multipart/form-data; boundary=x',
    '',
    'x',
    'application/fhir+json; charset=utf-16',
    'application/fhir+json; fhirVersion=5.0',
  ],
  'Content-Encoding': ['gzip', 'br', 'x'],
  'Accept-Encoding': ['gzip', 'br', 'identity', 'x', '*;q=0'],
  Host: ['', 'elsewhere.example', 'a b', '[::1', '"'],
  'X-Forwarded-Host': ['evil.example'],
  Authorization: ['Bearer x', 'Basic eDp4', 'Bearer', '', 'Bearer a.b.c'],
  Origin: ['null'],
  'X-HTTP-Method-Override': ['DELETE'],
};
const names = Object.keys(values);

export function oddHeader(random: Random): Pair {
  const name = random.pick(names);
  return [name, random.pick(values[name] ?? [''])];
}

/**
 * Which forms we speak: JSON (http://hl7.org/fhir/R4/http.html#mime-type). XML and Turtle are refused by name. `_format`
 * goes before Accept.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export const fhirJson = 'application/fhir+json; charset=utf-8';

const json = new Set([
  'application/fhir+json',
  'application/json',
  'text/json',
  'json',
  '*/*',
  'application/*',
  'text/*',
  'text/html',
]);
const otherForms = new Map([
  ['xml', 'XML'],
  ['application/xml', 'XML'],
  ['text/xml', 'XML'],
  ['application/fhir+xml', 'XML'],
  ['ttl', 'Turtle'],
  ['turtle', 'Turtle'],
  ['text/turtle', 'Turtle'],
  ['application/fhir+turtle', 'Turtle'],
]);

/** Fails with 406 unless the client takes JSON; `fhirVersion=4.0` is the only version here. */
export function requireJsonWanted(accept: string | undefined, format: string | undefined): void {
  const wanted = format === undefined ? accept : format.replaceAll(' ', '+');
  if (wanted === undefined || wanted === '' || wanted === 'application/fhir+json') return;
  const ranges = wanted.split(',').map(range);
  if (
    ranges.some(
      ({ type, version, weight }) => json.has(type) && weight > 0 && (version === undefined || version === '4.0'),
    )
  )
    return;
  const version = ranges.find((one) => json.has(one.type) && one.version !== undefined)?.version;
  if (version !== undefined) throw notAcceptable('FHIR versions other than 4.0 are not supported');
  const named = ranges.map(({ type }) => otherForms.get(type)).find((name) => name !== undefined);
  throw notAcceptable(`${named ?? 'That form'} is not supported; ask for application/fhir+json`);
}

function range(text: string): { type: string; version: string | undefined; weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const valueOf = (name: string) => parameters.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const weight = Number(valueOf('q') ?? 1);
  return { type, version: valueOf('fhirversion'), weight: Number.isNaN(weight) ? 1 : weight };
}

function notAcceptable(message: string): Failure {
  return new Failure('not-supported', message, { status: 406 });
}

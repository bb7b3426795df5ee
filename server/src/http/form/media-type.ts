/**
 * Which forms we speak: JSON and XML, under the names they go by (http://hl7.org/fhir/R4/http.html#mime-type). Turtle is refused by
 * name. `_format` goes before Accept (http://hl7.org/fhir/R4/http.html#parameters), weights count (RFC 9110, 12.5.1).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export type FormName = 'json' | 'xml';

export const contentTypes: Readonly<Record<FormName, string>> = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
};

/** As the CapabilityStatement tells them. */
export const formats: readonly string[] = ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'];

const json = new Set(['application/fhir+json', 'application/json', 'text/json', 'json', 'text/html', 'html']);
const xml = new Set(['application/fhir+xml', 'application/xml', 'text/xml', 'xml']);
const any = new Set(['*/*', 'application/*', 'text/*', '*']);
const turtle = new Set(['ttl', 'turtle', 'text/turtle', 'application/fhir+turtle']);
const fhirVersions = new Set([undefined, '4.0', '4.0.1']);

/** What a client asks for: the Accept header and the parameter `_format`. */
export interface Wish {
  accept: string | undefined;
  format: string | undefined;
}

/** Fails with 406 when the client takes neither JSON nor XML, or only another version of FHIR than 4.0. */
export function wantedForm({ accept, format }: Wish): FormName {
  const wanted = format === undefined ? accept : format.replaceAll(' ', '+');
  if (wanted === undefined || wanted === '' || wanted === '*/*' || wanted === 'application/fhir+json') return 'json';
  const ranges = rangesOf(wanted);
  const best = bestOf(ranges.filter(({ version }) => fhirVersions.has(version)));
  if (best !== undefined) return best;
  if (bestOf(ranges) !== undefined) throw notAcceptable('FHIR versions other than 4.0 are not supported');
  const named = ranges.some(({ type }) => turtle.has(type)) ? 'Turtle' : 'That form';
  throw notAcceptable(`${named} is not supported; ask for application/fhir+json or application/fhir+xml`);
}

/** The form of a body by its media type, without parameters; undefined: neither. */
export function formOfBody(mediaType: string | undefined): FormName | undefined {
  if (mediaType === undefined || !mediaType.includes('/')) return undefined;
  if (mediaType === 'application/fhir+json') return 'json';
  return xml.has(mediaType) ? 'xml' : json.has(mediaType) && mediaType !== 'text/html' ? 'json' : undefined;
}

/** Whether FHIR's own form of a resource is asked for by name, and so not the content that a Binary holds. */
export function asksForResource({ accept, format }: Wish): boolean {
  const asked = format === undefined ? rangesOf(accept ?? '') : rangesOf(format.replaceAll(' ', '+'));
  return asked.some(({ type, weight }) => weight > 0 && /^(?:application\/fhir\+(?:json|xml)|json|xml)$/.test(type));
}

/** Whether the Accept header takes something of this media type. */
export function isAccepted(accept: string, mediaType: string): boolean {
  const own = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  const names = [own, `${own.slice(0, own.indexOf('/'))}/*`, '*/*'];
  const ranges = rangesOf(accept);
  const nearest = names.map((name) => ranges.find((range) => range.type === name)).find((range) => range !== undefined);
  return nearest !== undefined && nearest.weight > 0;
}

interface Range {
  type: string;
  version: string | undefined;
  weight: number;
}

function rangesOf(text: string): Range[] {
  return text.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const valueOf = (name: string) =>
      parameters
        .find((one) => one.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .replace(/^"(.*)"$/, '$1');
    const weight = Number(valueOf('q') ?? 1);
    return { type, version: valueOf('fhirversion'), weight: Number.isNaN(weight) ? 1 : weight };
  });
}

/** The heavier one; of two as heavy what is named goes before what any form fits, and then what is named first. */
function bestOf(ranges: readonly Range[]): FormName | undefined {
  const heaviest = (names: ReadonlySet<string>) =>
    ranges
      .filter(({ type }) => names.has(type))
      .reduce<Range | undefined>(
        (best, one) => (best === undefined || one.weight > best.weight ? one : best),
        undefined,
      );
  const wild = heaviest(any);
  const own = { json: heaviest(json), xml: heaviest(xml) };
  const weights = { json: (own.json ?? wild)?.weight ?? 0, xml: (own.xml ?? wild)?.weight ?? 0 };
  if (weights.json <= 0 && weights.xml <= 0) return undefined;
  if (weights.json !== weights.xml) return weights.json > weights.xml ? 'json' : 'xml';
  if (own.xml === undefined || own.json === undefined) return own.xml === undefined ? 'json' : 'xml';
  return ranges.indexOf(own.json) < ranges.indexOf(own.xml) ? 'json' : 'xml';
}

function notAcceptable(message: string): Failure {
  return new Failure('not-supported', message, { status: 406 });
}

/**
 * The words of a resource that people read: narrative, notes, displays, titles, answers; not identifiers, codes, links or
 * attached files. What full-text search within a record is done on.
 */
import { typeInfo } from '../r4/element-table.ts';

export interface Words {
  /** Of the narrative, without markup. */
  narrative: string;
  /** Everything else. */
  rest: string;
}

const readable = new Set(['string', 'markdown', 'xhtml']);
const notRead = new Set(['Identifier', 'ContactPoint', 'Meta', 'Signature', 'Extension']);
const notWords = new Set([
  'reference',
  'linkId',
  'version',
  'path',
  'expression',
  'contentType',
  'fullUrl',
  'etag',
  'data',
]);

/** PostgreSQL holds at most 1 MB of lexemes for a row. */
const longest = 200_000;

/** Bills and traces repeat what the record says elsewhere. */
const administrative = new Set([
  'AuditEvent',
  'Claim',
  'ClaimResponse',
  'Coverage',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
  'ExplanationOfBenefit',
  'Provenance',
]); // prettier-ignore

/** Whether a resource of the type can have words at all: a Binary has a file and nothing that is read. */
export function hasWords(type: string): boolean {
  return type !== 'Binary' && !administrative.has(type);
}

export function wordsOf(resource: { resourceType: string }): Words {
  if (!hasWords(resource.resourceType)) return { narrative: '', rest: '' };
  const narrative: string[] = [];
  const rest: string[] = [];
  collect(resource, resource.resourceType, narrative, rest);
  return { narrative: withoutMarkup(narrative.join(' ')).slice(0, longest), rest: rest.join('\n').slice(0, longest) };
}

function collect(node: unknown, type: string, narrative: string[], rest: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const properties = typeInfo(type)?.byKey;
  if (properties === undefined) return;
  for (const key in node) {
    const value = (node as Record<string, unknown>)[key];
    const property = properties.get(key);
    if (property === undefined || notRead.has(property.type) || notWords.has(key)) continue;
    if (property.primitive) {
      if (!readable.has(property.type)) continue;
      const into = property.type === 'xhtml' ? narrative : rest;
      for (const text of Array.isArray(value) ? value : [value]) if (typeof text === 'string') into.push(text);
    } else if (Array.isArray(value)) {
      for (const item of value)
        collect(item, property.type === 'Resource' ? typeOf(item) : property.type, narrative, rest);
    } else {
      collect(value, property.type === 'Resource' ? typeOf(value) : property.type, narrative, rest);
    }
  }
}

function typeOf(node: unknown): string {
  const type = typeof node === 'object' && node !== null && 'resourceType' in node ? node.resourceType : '';
  return typeof type === 'string' ? type : '';
}

function withoutMarkup(xhtml: string): string {
  return xhtml
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

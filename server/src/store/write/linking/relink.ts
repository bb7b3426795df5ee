/**
 * Leads the links of a resource to where the other entries of its Bundle are (https://hl7.org/fhir/R4/http.html#transaction):
 * references, uris, urls, oids and uuids, and the links of narratives; by the elements' types, so that nothing else that
 * happens to read the same is touched.
 *
 * Deviation: the standard leaves canonicals alone. One that is a `urn:` leads nowhere but to an entry, and is replaced; one
 * that is a URL is an identity of its own, and stays.
 */
import { type TypeInfo, typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';

export interface Links {
  /** What a Reference.reference becomes; undefined: it stays. */
  reference(text: string, element: object): string | undefined;
  /** What another link becomes, when it leads to an entry. */
  link(text: string): string | undefined;
}

/** By names known before: what entries call each other, and what references by criteria mean. */
export function linksBy(aliases: ReadonlyMap<string, string>, conditional: ReadonlyMap<string, string>): Links {
  return {
    reference: (text) => aliases.get(text) ?? conditional.get(text),
    link: (text) => aliases.get(text),
  };
}

/** Changes the resource that is given. */
export function relink(resource: { resourceType: string }, links: Links): void {
  walk(resource as unknown as Json, typeInfo(resource.resourceType), links);
}

type Json = Record<string, unknown>;

function walk(value: Json, info: TypeInfo | undefined, links: Links): void {
  for (const key of Object.keys(value)) {
    const child = value[key];
    const property = info?.byKey.get(key);
    if (typeof child === 'string') {
      const replacement =
        key === 'reference' && (info === undefined || info.name === 'Reference')
          ? links.reference(child, value)
          : linked(child, property?.type, links);
      if (replacement !== undefined) value[key] = replacement;
    } else if (Array.isArray(child)) {
      child.forEach((item: unknown, index) => {
        if (typeof item === 'object' && item !== null) walk(item as Json, typeOf(item, key, property?.type), links);
        else if (typeof item === 'string') child[index] = linked(item, property?.type, links) ?? item;
      });
    } else if (typeof child === 'object' && child !== null) {
      walk(child as Json, typeOf(child, key, property?.type), links);
    }
  }
}

function typeOf(value: object, key: string, type: string | undefined): TypeInfo | undefined {
  if (key.startsWith('_')) return typeInfo('Element');
  return typeInfo(type === 'Resource' && 'resourceType' in value ? String(value.resourceType) : (type ?? ''));
}

const inNarrative = /(\b(?:href|src)\s*=\s*)(["'])([^"']+)\2/g;

function linked(text: string, type: string | undefined, links: Links): string | undefined {
  const link = (whole: string): string | undefined => links.link(whole);
  switch (type) {
    case 'canonical':
      return text.startsWith('urn:') ? part(text, '|', link) : undefined;
    case 'uri':
    case 'url':
    case 'oid':
    case 'uuid':
      return part(text, '#', link);
    case 'xhtml':
      return text.replace(inNarrative, (whole, start: string, quote: string, target: string) => {
        const replacement = part(target, '#', link);
        return replacement === undefined ? whole : `${start}${quote}${replacement}${quote}`;
      });
  }
  return undefined;
}

/** The whole of it, or what stands before a fragment or version, which is kept. */
function part(text: string, mark: string, link: Links['link']): string | undefined {
  const end = text.indexOf(mark);
  const direct = link(text);
  if (direct !== undefined || end <= 0) return direct;
  const replacement = link(text.slice(0, end));
  return replacement && replacement + text.slice(end);
}

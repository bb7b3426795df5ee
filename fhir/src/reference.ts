/**
 * References as text: http://hl7.org/fhir/R4/references.html#literal and #contained.
 */
import { isResourceType, type ResourceTypeName } from './r4/resource-types.ts';

export type ParsedReference =
  /** `Patient/12`, `Patient/12/_history/3`: on the server that holds the resource. */
  | { kind: 'local'; type: ResourceTypeName; id: string; version?: string }
  /** `https://other.example/fhir/Patient/12`; type and id when the url has the form of a FHIR server's. */
  | { kind: 'absolute'; url: string; base?: string; type?: ResourceTypeName; id?: string; version?: string }
  /** `urn:uuid:…`, `urn:oid:…`: within a bundle. */
  | { kind: 'urn'; urn: string }
  /** `#p1`; the empty id is the container itself (`#`). */
  | { kind: 'contained'; id: string }
  /** `Patient?identifier=…`: allowed in transactions only. */
  | { kind: 'conditional'; type: ResourceTypeName; query: string }
  /** None of the above. */
  | { kind: 'other'; text: string };

const restful =
  /^(?:(https?:\/\/[^?#]+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;
const query = /^([A-Z][A-Za-z]+)\?(.+)$/;

/** Never fails: what has no known form is `other`. */
export function parseReference(text: string): ParsedReference {
  if (text.startsWith('#')) return { kind: 'contained', id: text.slice(1) };
  if (text.startsWith('urn:')) return { kind: 'urn', urn: text };
  const [, base, type, id, version] = restful.exec(text) ?? [];
  if (isResourceType(type) && id !== undefined) {
    const place = version === undefined ? { type, id } : { type, id, version };
    return base === undefined ? { kind: 'local', ...place } : { kind: 'absolute', url: text, base, ...place };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { kind: 'absolute', url: text };
  const [, searched, criteria] = query.exec(text) ?? [];
  if (isResourceType(searched) && criteria !== undefined)
    return { kind: 'conditional', type: searched, query: criteria };
  return { kind: 'other', text };
}

/**
 * The type a Reference points at: as its text says, else as its `type` says; undefined when neither does.
 * A contained reference has the type of what it points at, which only the resource around it knows.
 */
export function referenceType(reference: { reference?: unknown; type?: unknown }): string | undefined {
  if (typeof reference.reference === 'string') {
    const parsed = parseReference(reference.reference);
    if ('type' in parsed && parsed.type !== undefined) return parsed.type;
  }
  return typeof reference.type === 'string' ? reference.type.split('/').at(-1) : undefined;
}

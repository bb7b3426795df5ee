/**
 * A resource's stored text: canonical JSON with id and meta in it, sent as it is ever after. The care unit that a resource of a
 * patient belongs to stands in meta as an extension, so that an export carries it.
 */
import { parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import type { Extension, Meta, Resource } from '@medplum/fhirtypes';
import { isDeepStrictEqual } from 'node:util';

export const careUnitExtension = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

/** The reference to the care unit that the resource names itself. */
export function namedCareUnit(resource: Resource): string | undefined {
  return resource.meta?.extension?.find(({ url }) => url === careUnitExtension)?.valueReference?.reference;
}

export interface Identity {
  id: string;
  version: number;
  updated: string;
  /** FHIR id of the unit's Organization; undefined: the extensions stay as they are. */
  careUnit: string | undefined;
}

export function bodyOf(resource: Resource, identity: Identity): string {
  const { resourceType, id: _id, meta: given, ...rest } = resource as Resource & { id?: string };
  const { versionId: _version, lastUpdated: _updated, ...kept } = given ?? {};
  const meta: Meta = { versionId: String(identity.version), lastUpdated: identity.updated, ...kept };
  if (identity.careUnit !== undefined) meta.extension = markedWith(identity.careUnit, kept.extension);
  // Spreading `rest` last keeps the letters of the resource's own decimals; those of meta hang on meta.
  return stringifyJson({ resourceType, id: identity.id, meta, ...rest });
}

/** The resource with the unit that its text will name, to be indexed as what is stored. */
export function ofCareUnit(resource: Resource, careUnit: string | undefined): Resource {
  if (careUnit === undefined) return resource;
  return { ...resource, meta: { ...resource.meta, extension: markedWith(careUnit, resource.meta?.extension) } };
}

function markedWith(careUnit: string, extensions: Extension[] = []): Extension[] {
  return [
    ...extensions.filter(({ url }) => url !== careUnitExtension),
    { url: careUnitExtension, valueReference: { reference: `Organization/${careUnit}` } },
  ];
}

/** The same content, whatever the order of its properties; both texts name the same version and time. */
export function isSameContent(one: string, other: string): boolean {
  if (one === other) {
    return true;
  }
  // Canonical texts of the same content have the same letters.
  return (
    one.length === other.length && sumOf(one) === sumOf(other) && isDeepStrictEqual(lettersOf(one), lettersOf(other))
  );
}

/** The same in whatever order the letters stand. */
function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    sum = (sum + Math.imul(letter, letter)) | 0;
  }
  return sum;
}

/** Numbers as they are written: 1.0 and 1.00 differ. */
function lettersOf(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? { number: context?.source } : value,
  );
}

export function resourceOf(body: string): Resource {
  return parseJson(body) as Resource;
}

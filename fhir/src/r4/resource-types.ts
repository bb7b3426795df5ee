/**
 * The resource types of FHIR R4 4.0.1 (http://hl7.org/fhir/R4/resourcelist.html) and their stored codes.
 * A code is the type's place in the sorted list, from 1. R4 is finished, so the codes never move.
 */
import { resourceTypeNames } from './generated/resource-type-names.ts';

export type ResourceTypeName = (typeof resourceTypeNames)[number];

/** All concrete resource types, sorted. */
export const resourceTypes: readonly ResourceTypeName[] = resourceTypeNames;

const codes = new Map<string, number>(resourceTypeNames.map((name, index) => [name, index + 1]));

export function isResourceType(type: unknown): type is ResourceTypeName {
  return typeof type === 'string' && codes.has(type);
}

/** The stored code of a type. Throws RangeError when R4 has no such resource type: ask `isResourceType` about outside input. */
export function typeCode(type: string): number {
  const code = codes.get(type);
  if (code === undefined) throw new RangeError('Not a resource type of FHIR R4');
  return code;
}

/** The type of a stored code. Throws RangeError on a code that no type has: stored data is never out of range. */
export function typeName(code: number): ResourceTypeName {
  const name = resourceTypeNames[code - 1];
  if (name === undefined) throw new RangeError(`No resource type has the code ${code}`);
  return name;
}

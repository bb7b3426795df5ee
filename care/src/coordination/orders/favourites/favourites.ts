/**
 * What somebody, and a unit, often orders: sums by code, kept apart from every record and without anything of a patient
 * (PDL 4 kap. 1 §: nobody's record is read to find them). Kept as a Basic (http://hl7.org/fhir/R4/basic.html) about whose they are.
 */
import type { Basic, Reference, Resource } from '@medplum/fhirtypes';

/** `test`: a code of the order catalogue; `drug`: the id of a MedicationKnowledge. */
export const favouriteKinds = ['test', 'drug'] as const;
export type FavouriteKind = (typeof favouriteKinds)[number];

export interface Favourite {
  kind: FavouriteKind;
  code: string;
  /** Times ordered. */
  used: number;
  /** The day it was ordered last. */
  last: string;
}

const code = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/basic-kind',
  code: 'favourites',
  display: 'Ofta beställt',
};
const extensionUrl = 'https://vardkedjan.se/fhir/StructureDefinition/favourite';
/** Of each list; those used least and longest ago give way. */
const most = 200;

/** After `codes` have been ordered on `day`. */
export function counted(
  list: readonly Favourite[],
  kind: FavouriteKind,
  codes: readonly string[],
  day: string,
): Favourite[] {
  const rest = list.filter((one) => one.kind !== kind || !codes.includes(one.code));
  const now = [...new Set(codes)].map((each) => {
    const before = list.find((one) => one.kind === kind && one.code === each);
    return { kind, code: each, used: (before?.used ?? 0) + 1, last: day };
  });
  return [...now, ...rest.toSorted(byUse)].slice(0, most);
}

const byUse = (one: Favourite, other: Favourite): number =>
  other.used - one.used || other.last.localeCompare(one.last) || one.code.localeCompare(other.code);

/** One's own before the unit's, each by how often; codes, each once. */
export function favouriteCodes(own: readonly Favourite[], units: readonly Favourite[], kind: FavouriteKind): string[] {
  const of = (list: readonly Favourite[]) =>
    list
      .filter((one) => one.kind === kind)
      .toSorted(byUse)
      .map((one) => one.code);
  return [...new Set([...of(own), ...of(units)])];
}

export function favouritesResource(whose: Reference, list: readonly Favourite[]): Basic {
  return {
    resourceType: 'Basic',
    code: { coding: [code] },
    subject: whose,
    ...(list.length > 0 && {
      extension: list.map((one) => ({
        url: extensionUrl,
        extension: [
          { url: 'kind', valueCode: one.kind },
          { url: 'code', valueCode: one.code },
          { url: 'used', valueInteger: one.used },
          { url: 'last', valueDate: one.last },
        ],
      })),
    }),
  };
}

export function favouritesOf(resource: Resource): Favourite[] {
  if (resource.resourceType !== 'Basic') return [];
  return (resource.extension ?? []).flatMap(({ url, extension = [] }) => {
    const part = (name: string) => extension.find((one) => one.url === name);
    const kind = favouriteKinds.find((each) => each === part('kind')?.valueCode);
    if (url !== extensionUrl || kind === undefined) return [];
    const { valueCode = '' } = part('code') ?? {};
    return [{ kind, code: valueCode, used: part('used')?.valueInteger ?? 0, last: part('last')?.valueDate ?? '' }];
  });
}

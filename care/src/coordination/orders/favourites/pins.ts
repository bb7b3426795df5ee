/** What somebody has pinned to order again, a drug with its dose; or the head of a unit, for the unit. Of a catalogue, and without anything of a patient. */
import type { Basic, Extension, Resource } from '@medplum/fhirtypes';
import { type Favourite, type FavouriteKind, favouriteKinds } from './favourites.ts';

export interface Pin {
  kind: FavouriteKind;
  code: string;
  /** As it is typed; empty where none is pinned. */
  dose: string;
}

/** Of each list: what is more is found by searching. */
export const mostPins = 40;

const pinUrl = 'https://vardkedjan.se/fhir/StructureDefinition/pinned-favourite';

export const isSamePin = (one: Pin, other: Pin): boolean =>
  one.kind === other.kind && one.code === other.code && one.dose === other.dose;

/** A list of favourites with what is pinned. */
export function withPins(list: Basic, pins: readonly Pin[]): Basic {
  if (pins.length === 0) return list;
  return { ...list, extension: [...pins.map(pinExtension), ...(list.extension ?? [])] };
}

function pinExtension({ kind, code, dose }: Pin): Extension {
  return {
    url: pinUrl,
    extension: [
      { url: 'kind', valueCode: kind },
      { url: 'code', valueCode: code },
      ...(dose === '' ? [] : [{ url: 'dose', valueString: dose }]),
    ],
  };
}

export function pinsOf(resource: Resource): Pin[] {
  if (resource.resourceType !== 'Basic') return [];
  return (resource.extension ?? []).flatMap(({ url, extension = [] }) => {
    const part = (name: string) => extension.find((one) => one.url === name);
    const kind = favouriteKinds.find((each) => each === part('kind')?.valueCode);
    const code = part('code')?.valueCode;
    return url !== pinUrl || kind === undefined || code === undefined
      ? []
      : [{ kind, code, dose: part('dose')?.valueString ?? '' }];
  });
}

export interface OfferedPin extends Pin {
  whose: 'own' | 'unit';
}

interface Lists {
  list: readonly Favourite[];
  pins: readonly Pin[];
}

/** One's own before the unit's, each by how often it is ordered, so that what is unpinned and pinned again has its place. */
export function pinsOffered(own: Lists, units: Lists, kind: FavouriteKind): OfferedPin[] {
  const of = ({ list, pins }: Lists, whose: OfferedPin['whose']): OfferedPin[] => {
    const used = ({ code }: Pin) => list.find((one) => one.kind === kind && one.code === code)?.used ?? 0;
    return pins
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => used(b) - used(a) || a.code.localeCompare(b.code) || a.dose.localeCompare(b.dose))
      .map((one) => ({ ...one, whose }));
  };
  const first = of(own, 'own');
  return [...first, ...of(units, 'unit').filter((one) => !first.some((each) => isSamePin(each, one)))];
}

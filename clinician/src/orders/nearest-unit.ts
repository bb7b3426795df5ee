/** Of several units that do the same, the one in the own town; by name where that does not tell. Pure. */
import type { Organization } from '@medplum/fhirtypes';

const townOf = (unit: Organization | undefined) => unit?.address?.[0]?.city;

export function nearestUnit(units: readonly Organization[], own: Organization | undefined): Organization | undefined {
  const sorted = byNearness(units, own);
  return sorted[0];
}

export function byNearness(units: readonly Organization[], own: Organization | undefined): Organization[] {
  const town = townOf(own);
  return units.toSorted(
    (a, b) =>
      Number(townOf(b) === town) - Number(townOf(a) === town) ||
      (a.name ?? '').localeCompare(b.name ?? '', 'sv') ||
      (a.id ?? '').localeCompare(b.id ?? ''),
  );
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those whose name or town has words that begin with all that is asked. */
export function unitsNamed(
  units: readonly Organization[],
  asked: string,
  own: Organization | undefined,
): Organization[] {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return byNearness(
    units.filter((unit) => {
      const names = folded(`${unit.name ?? ''} ${townOf(unit) ?? ''}`).split(/[^\p{L}\p{N}]+/u);
      return words.every((word) => names.some((name) => name.startsWith(word)));
    }),
    own,
  );
}

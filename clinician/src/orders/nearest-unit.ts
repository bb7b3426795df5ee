/** Of several units that do the same, the own care provider's first, of those the one in the own town; by name where that does not tell. Pure. */
import type { Organization } from '@medplum/fhirtypes';

/** Marked where another care provider runs it. */
export type OfferedUnit = Organization & { isOfOthers?: true };

const townOf = (unit: Organization | undefined) => unit?.address?.[0]?.city;

export function nearestUnit(units: readonly OfferedUnit[], own: Organization | undefined): OfferedUnit | undefined {
  return byNearness(units, own)[0];
}

export function byNearness(units: readonly OfferedUnit[], own: Organization | undefined): OfferedUnit[] {
  const town = townOf(own);
  return units.toSorted(
    (a, b) =>
      Number(a.isOfOthers ?? false) - Number(b.isOfOthers ?? false) ||
      Number(townOf(b) === town) - Number(townOf(a) === town) ||
      (a.name ?? '').localeCompare(b.name ?? '', 'sv') ||
      (a.id ?? '').localeCompare(b.id ?? ''),
  );
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those whose name or town has words that begin with all that is asked. */
export function unitsNamed(units: readonly OfferedUnit[], asked: string, own: Organization | undefined): OfferedUnit[] {
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

/** Where it lies, and that another care provider runs it: `ofOthers` in words. */
export const whereOf = (unit: OfferedUnit, ofOthers: string): string =>
  [townOf(unit), unit.isOfOthers ? ofOthers : undefined].filter(Boolean).join(' · ');

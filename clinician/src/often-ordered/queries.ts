/** What one often orders and has pinned, and one's unit: asked once, counted when something has been ordered. */
import type { Basic } from '@medplum/fhirtypes';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type FavouriteKind,
  favouriteCodes,
  favouritesOf,
} from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import {
  isSamePin,
  type OfferedPin,
  pinsOf,
  pinsOffered,
} from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useSession } from '../session/session-context.ts';

const favouritesQuery = (of: 'own' | 'unit', key: string) =>
  queryOptions({
    queryKey: ['often-ordered', of, key],
    queryFn: async ({ signal }) => {
      const { resource } = await operate<Basic>('Basic/$favourites', { query: { of }, signal });
      return { list: favouritesOf(resource), pins: pinsOf(resource) };
    },
    staleTime: 10 * 60_000,
  });

const none = { list: [], pins: [] };

/**
 * What is pinned, and the codes of what is often ordered besides; one's own first. While they are fetched, or cannot be, one orders
 * without them.
 */
export function useFavourites(kind: FavouriteKind): {
  pins: OfferedPin[];
  often: string[];
  isPinned: (pin: OfferedPin) => boolean;
} {
  const { assignment, session } = useSession();
  const own = useQuery(favouritesQuery('own', session.caller?.id ?? '')).data ?? none;
  const units = useQuery(favouritesQuery('unit', assignment.careUnit.id)).data ?? none;
  const pins = pinsOffered(own, units, kind);
  const often = favouriteCodes(own.list, units.list, kind);
  return {
    pins,
    often: often.filter((code) => !pins.some((pin) => pin.code === code)),
    isPinned: (pin) => (pin.whose === 'own' ? own : units).pins.some((one) => isSamePin(one, pin)),
  };
}

/** Fails with FhirFailure. */
export function usePinning(): (pin: OfferedPin, isPinned: boolean) => Promise<void> {
  const queries = useQueryClient();
  return async ({ whose, kind, code, dose }, isPinned) => {
    const parameter = [
      { name: 'of', valueCode: whose },
      { name: 'kind', valueCode: kind },
      { name: 'code', valueCode: code },
      ...(dose === '' ? [] : [{ name: 'dose', valueString: dose }]),
      { name: 'pinned', valueBoolean: isPinned },
    ];
    await operate<Basic>('Basic/$pin-favourite', {
      body: { resourceType: 'Parameters', parameter },
      patient: undefined,
    });
    await queries.invalidateQueries({ queryKey: ['often-ordered'] });
  };
}

/** What was ordered is ordered, whether it could be counted or not. */
export function useCountOrdered(kind: FavouriteKind): (codes: readonly string[]) => Promise<void> {
  const queries = useQueryClient();
  return async (codes) => {
    const parameter = [{ name: 'kind', valueCode: kind }, ...codes.map((code) => ({ name: 'code', valueCode: code }))];
    try {
      await operate<Basic>('Basic/$count-ordered', {
        body: { resourceType: 'Parameters', parameter },
        patient: undefined,
      });
      await queries.invalidateQueries({ queryKey: ['often-ordered'] });
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
    }
  };
}

/** Of what was found, what one often orders comes first; the rest stays as it was. */
export function favouritesFirst<T extends { code: string }>(found: readonly T[], codes: readonly string[]): T[] {
  const place = ({ code }: T) => (codes.includes(code) ? codes.indexOf(code) : codes.length);
  return found.toSorted((one, other) => place(one) - place(other));
}

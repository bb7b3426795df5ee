/** Which unit does what of a set. */
import type { Organization, Reference } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import type { ServiceLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { byNearness, type OfferedUnit } from '../../../orders/nearest-unit.ts';
import { unitReference } from '../../../orders/sending.ts';
import { ownUnitQuery, unitsQuery } from '../../../orders/units-query.ts';
import { useSession } from '../../../session/session-context.ts';
import { type Filled, unitKey } from './filled.ts';

/** The nearest laboratory and imaging department; nursing where the patient is going, else at the own unit. */
export function usePerformers(filled: Filled) {
  const { assignment } = useSession();
  const { careProvider, careUnit } = assignment;
  const own = useQuery(ownUnitQuery(careUnit.id)).data;
  const laboratories = useQuery(unitsQuery('laboratory', careProvider.id)).data;
  const imaging = useQuery(unitsQuery('imaging', careProvider.id)).data;
  const allWards = useQuery(unitsQuery('bed', careProvider.id)).data;
  const wards = byNearness(allWards ?? [], own);
  const nearest = (units: readonly OfferedUnit[] | undefined) => {
    const [first] = byNearness(units ?? [], own);
    return first && unitReference(first);
  };
  const ward = (line: ServiceLine) => {
    const chosen = wards.find(({ id }) => filled[unitKey(line)] === `Organization/${id}`);
    return chosen && unitReference(chosen);
  };
  return {
    isReady: Boolean(own && laboratories && imaging && allWards),
    wards: wards.map((unit) => ({ value: `Organization/${unit.id}`, text: unit.name ?? '' })),
    of(line: ServiceLine, bed: ServiceLine | undefined): Reference<Organization> | undefined {
      switch (line.kind) {
        case 'laboratory':
          return nearest(laboratories);
        case 'imaging':
          return nearest(imaging);
        case 'bed':
          return ward(line);
        case 'nursing':
          return (bed && ward(bed)) ?? (own && unitReference(own));
      }
    },
  };
}

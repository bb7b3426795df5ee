/** Where an order is to be carried out, unless somebody says otherwise: given by the unit to whoever is there for care around the clock or for an emergency, else a prescription. */
import type { Encounter } from '@medplum/fhirtypes';
import type { OrderSetting } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import { isGoingOn, isStay } from '@vardkedjan/care/coordination/stays/stay.ts';

export function settingHere(encounters: readonly Encounter[], unitId: string): OrderSetting {
  const isHere = encounters.some(
    (each) =>
      each.serviceProvider?.reference === `Organization/${unitId}` &&
      isGoingOn(each) &&
      (isStay(each) || each.class?.code === 'EMER'),
  );
  return isHere ? 'ward' : 'prescription';
}

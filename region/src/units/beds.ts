/** The rooms and beds of the wards that the cast works on: four rooms with one bed, ten with two. */
import type { Location } from '@medplum/fhirtypes';
import { castUnits } from '../cast/staff.ts';
import { testDataTag } from '../people/patient.ts';
import type { Unit } from './unit.ts';

const withBeds: ReadonlySet<string> = new Set([castUnits.ward, castUnits.orthopaedicWard, castUnits.farWard]);
const rooms = 14;
const singles = 4;

interface Bed {
  room: number;
  place: number;
}

export const bedCount = singles + 2 * (rooms - singles);

const bedAt = (index: number): Bed =>
  index < singles
    ? { room: index + 1, place: 1 }
    : { room: singles + 1 + Math.floor((index - singles) / 2), place: 1 + ((index - singles) % 2) };

/** `index`: from 0, in the order of the rooms. */
export function bedReference(unit: Unit, index: number): { reference: string; display: string } {
  const { room, place } = bedAt(index);
  return { reference: `Location/${unit.id}-bed-${room}-${place}`, display: `Sal ${room}, plats ${place}` };
}

/** One bed is being cleaned and one is closed, as on most wards. */
const notInUse: Readonly<Record<number, { code: string; display: string }>> = {
  [bedCount - 2]: { code: 'H', display: 'Housekeeping' },
  [bedCount - 1]: { code: 'C', display: 'Closed' },
};

export function* bedsOf(unit: Unit): Generator<Location> {
  if (!withBeds.has(unit.id)) return;
  for (let room = 1; room <= rooms; room++)
    yield place(unit, { id: `${unit.id}-room-${room}`, name: `Sal ${room}`, type: 'ro', partOf: unit.location });
  for (let index = 0; index < bedCount; index++) {
    const { room, place: n } = bedAt(index);
    const { display } = bedReference(unit, index);
    const bed = place(unit, {
      id: `${unit.id}-bed-${room}-${n}`,
      name: display,
      type: 'bd',
      partOf: `${unit.id}-room-${room}`,
    });
    const status = notInUse[index] ?? { code: 'U', display: 'Unoccupied' };
    yield { ...bed, operationalStatus: { system: 'http://terminology.hl7.org/CodeSystem/v2-0116', ...status } };
  }
}

const types = { ro: 'Room', bd: 'Bed' } as const;

function place(unit: Unit, given: { id: string; name: string; type: keyof typeof types; partOf: string }): Location {
  return {
    resourceType: 'Location',
    id: given.id,
    meta: { tag: [{ ...testDataTag }] },
    status: 'active',
    name: given.name,
    mode: 'instance',
    physicalType: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
          code: given.type,
          display: types[given.type],
        },
      ],
    },
    managingOrganization: unit.reference,
    partOf: { reference: `Location/${given.partOf}` },
  };
}

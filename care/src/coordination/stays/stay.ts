/**
 * A stay on a ward as FHIR holds it: an Encounter of class IMP with the beds the patient has lain in, one after the other
 * (http://hl7.org/fhir/R4/encounter.html#Encounter.location), who is responsible, and when discharge is expected. R4 has no element for the latter:
 * it is R5's, as HL7's cross-version extension (http://hl7.org/fhir/R5/versions.html#extensions).
 */
import type { Encounter, EncounterLocation, Location, Reference } from '@medplum/fhirtypes';

export const plannedEndUrl = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedEndDate';
export const physicalTypeSystem = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
export const participationSystem = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';

/** http://terminology.hl7.org/CodeSystem/v3-ActCode: inpatient, in care for acute or other reasons. */
const inpatient: ReadonlySet<string | undefined> = new Set(['IMP', 'ACUTE', 'NONAC']);

/** Who has the patient: the doctor, and the nurse of the shift. v3 ParticipationType. */
export const responsibleAs = { doctor: 'ATND', nurse: 'PPRF' } as const;
export type Responsible = keyof typeof responsibleAs;

export const isStay = (encounter: Encounter): boolean => inpatient.has(encounter.class?.code);

/** Whether somebody lies there because of it. */
export const isGoingOn = ({ status }: Encounter): boolean =>
  status === 'arrived' || status === 'triaged' || status === 'in-progress' || status === 'onleave';

const hasType = (physicalType: Location['physicalType'], code: string): boolean =>
  physicalType?.coding?.some((coding) => coding.system === physicalTypeSystem && coding.code === code) ?? false;

export const isBed = ({ physicalType }: Pick<Location, 'physicalType'>): boolean => hasType(physicalType, 'bd');

/** The bed can be given to nobody: closed, or not clean yet. http://terminology.hl7.org/CodeSystem/v2-0116: C, H, I, K are not to be used. */
export const isOutOfUse = ({ status, operationalStatus }: Location): boolean =>
  (status !== undefined && status !== 'active') || ['C', 'H', 'I', 'K'].includes(operationalStatus?.code ?? '');

/** Where somebody lies or that is kept for somebody: what is over does not count. */
export function placesHeld(encounter: Encounter): EncounterLocation[] {
  if (!isGoingOn(encounter) && encounter.status !== 'planned') return [];
  return (encounter.location ?? []).filter(({ status }) => status === 'active' || status === 'reserved');
}

/** The bed that the patient lies in now. */
export const bedOf = (encounter: Encounter): Reference<Location> | undefined =>
  placesHeld(encounter).find(isBed)?.location;

export function responsibleOf(encounter: Encounter, as: Responsible): Reference | undefined {
  return encounter.participant?.findLast(
    ({ type, period }) =>
      period?.end === undefined &&
      type?.some(({ coding }) =>
        coding?.some((each) => each.system === participationSystem && each.code === responsibleAs[as]),
      ),
  )?.individual;
}

/** FHIR date or dateTime. */
export const plannedEndOf = ({ extension }: Encounter): string | undefined =>
  extension?.find(({ url }) => url === plannedEndUrl)?.valueDateTime;

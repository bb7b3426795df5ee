/** The moves of a stay, each a new Encounter from the one that was read; nothing of where the patient has been is lost. */
import type { CodeableConcept, Encounter, EncounterLocation, Location, Reference } from '@medplum/fhirtypes';
import {
  isBed,
  participationSystem,
  physicalTypeSystem,
  plannedEndUrl,
  type Responsible,
  responsibleAs,
} from './stay.ts';

export interface Admission {
  id: string;
  patient: NonNullable<Encounter['subject']>;
  unit: NonNullable<Encounter['serviceProvider']>;
  bed: Reference<Location>;
  /** FHIR dateTime. */
  at: string;
  reason: string;
  doctor?: Reference | undefined;
  nurse?: Reference | undefined;
  /** FHIR date. */
  plannedEnd?: string | undefined;
}

const inBed = (bed: Reference<Location>, at: string): EncounterLocation => ({
  location: bed,
  status: 'active',
  physicalType: { coding: [{ system: physicalTypeSystem, code: 'bd', display: 'Bed' }] },
  period: { start: at },
});

export function admitted({
  id,
  patient,
  unit,
  bed,
  at,
  reason,
  doctor,
  nurse,
  plannedEnd,
}: Admission): Encounter & { id: string } {
  const stay: Encounter & { id: string } = {
    resourceType: 'Encounter',
    id,
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP', display: 'inpatient encounter' },
    type: [
      {
        coding: [
          { system: 'https://vardkedjan.se/fhir/CodeSystem/contact-kind', code: 'inpatient', display: 'Slutenvård' },
        ],
        text: 'Slutenvård',
      },
    ],
    subject: patient,
    period: { start: at },
    ...(reason !== '' && { reasonCode: [{ text: reason }] }),
    location: [inBed(bed, at)],
    serviceProvider: unit,
  };
  const led = doctor ? withResponsible(stay, 'doctor', doctor, at) : stay;
  const nursed = nurse ? withResponsible(led, 'nurse', nurse, at) : led;
  return { ...(plannedEnd === undefined ? nursed : withPlannedEnd(nursed, plannedEnd)), id };
}

const ended = (place: EncounterLocation, at: string): EncounterLocation =>
  place.status === 'active' || place.status === 'reserved'
    ? { ...place, status: 'completed', period: { ...place.period, end: at } }
    : place;

/** To another bed. Places without a bed, such as the ward as a whole, are left as they are. */
export function movedTo(stay: Encounter, bed: Reference<Location>, at: string): Encounter {
  const before = (stay.location ?? []).map((place) => (isBed(place) ? ended(place, at) : place));
  return { ...stay, location: [...before, inBed(bed, at)] };
}

/** `to`: where; of http://terminology.hl7.org/CodeSystem/discharge-disposition. */
export function discharged(stay: Encounter, at: string, to: CodeableConcept): Encounter {
  return {
    ...stay,
    status: 'finished',
    period: { ...stay.period, end: at },
    statusHistory: [
      ...(stay.statusHistory ?? []),
      {
        status: stay.status,
        period: { ...(stay.period?.start !== undefined && { start: stay.period.start }), end: at },
      },
    ],
    location: (stay.location ?? []).map((place) => ended(place, at)),
    hospitalization: { ...stay.hospitalization, dischargeDisposition: to },
  };
}

/** A discharge that was a mistake: back into the bed, if it is free still. What the record said meanwhile stands in its history. */
export function takenBack(stay: Encounter, bed: Reference<Location>): Encounter {
  const { end: _ended, ...period } = stay.period ?? {};
  const { dischargeDisposition: _to, ...hospitalization } = stay.hospitalization ?? {};
  const { hospitalization: _all, ...rest } = stay;
  const last = stay.location?.findLast((place) => isBed(place) && place.location.reference === bed.reference);
  return {
    ...rest,
    status: 'in-progress',
    period,
    location: (stay.location ?? []).map((place) => {
      if (place !== last) return place;
      const { end: _end, ...since } = place.period ?? {};
      return { ...place, status: 'active', period: since };
    }),
    ...(Object.keys(hospitalization).length > 0 && { hospitalization }),
  };
}

/** An admission of the wrong person: it never was, and the bed is free. */
export function neverAdmitted(stay: Encounter, at: string): Encounter {
  return {
    ...stay,
    status: 'entered-in-error',
    period: { ...stay.period, end: at },
    location: (stay.location ?? []).map((place) => ended(place, at)),
  };
}

/** The one before is responsible until then. */
export function withResponsible(stay: Encounter, as: Responsible, who: Reference, at: string): Encounter {
  const code = responsibleAs[as];
  const before = (stay.participant ?? []).map((participant) =>
    participant.period?.end === undefined &&
    participant.type?.some(({ coding }) =>
      coding?.some((each) => each.system === participationSystem && each.code === code),
    )
      ? { ...participant, period: { ...participant.period, end: at } }
      : participant,
  );
  const participant = {
    type: [{ coding: [{ system: participationSystem, code }] }],
    period: { start: at },
    individual: who as NonNullable<NonNullable<Encounter['participant']>[number]['individual']>,
  };
  return { ...stay, participant: [...before, participant] };
}

/** undefined: it is not known any more. */
export function withPlannedEnd(stay: Encounter, day: string | undefined): Encounter {
  const others = (stay.extension ?? []).filter(({ url }) => url !== plannedEndUrl);
  const extension = day === undefined ? others : [...others, { url: plannedEndUrl, valueDateTime: day }];
  const { extension: _before, ...rest } = stay;
  return { ...rest, ...(extension.length > 0 && { extension }) };
}

/**
 * Units and staff as the rest of the region sees them: plain values with their FHIR references ready made.
 * The care provider of a unit is its nearest ancestor-or-self of type `prov`.
 */
import type { Extension, Location, Organization, Practitioner, Reference } from '@medplum/fhirtypes';
import { careUnitUrl } from '../systems.ts';

export type UnitKind =
  | 'region'
  | 'board'
  | 'hospital'
  | 'ward'
  | 'emergency'
  | 'clinic'
  | 'delivery'
  | 'imaging'
  | 'physiology'
  | 'laboratory'
  | 'log-review'
  | 'health-centre'
  | 'maternity'
  | 'rehabilitation'
  | 'municipality'
  | 'home-care'
  | 'social-care-provider'
  | 'home-help'
  | 'school-board'
  | 'school-health'
  | 'private-provider'
  | 'private-clinic';

export type Specialty =
  | 'medicine'
  | 'cardiology'
  | 'lung'
  | 'surgery'
  | 'orthopaedics'
  | 'geriatrics'
  | 'stroke'
  | 'gynaecology'
  | 'paediatrics'
  | 'psychiatry'
  | 'oncology'
  | 'eye'
  | 'infection';

export type Profession =
  | 'doctor'
  | 'nurse'
  | 'district-nurse'
  | 'midwife'
  | 'assistant-nurse'
  | 'medical-secretary'
  | 'physiotherapist'
  | 'occupational-therapist'
  | 'psychologist'
  | 'counsellor'
  | 'school-nurse'
  | 'needs-assessor'
  | 'biomedical-scientist'
  | 'log-reviewer';

export interface Staff {
  /** FHIR id of the Practitioner. */
  id: string;
  /** FHIR id of the PractitionerRole at this unit. */
  role: string;
  name: string;
  title: string;
  profession: Profession;
  /** `{ reference, display: "Sara Lindqvist, distriktsläkare" }`. */
  reference: Reference<Practitioner>;
}

export interface Unit {
  id: string;
  name: string;
  kind: UnitKind;
  specialty?: Specialty;
  hsaId: string;
  parent?: Unit;
  /** Whether it is a care provider (vårdgivare) of its own. */
  isProvider: boolean;
  provider: Unit;
  /** Municipality code where it stands. */
  municipality: string;
  address: { line: string; postalCode: string; city: string };
  phone: string;
  location: string;
  staff: Staff[];
  /** Who heads it (verksamhetschef); of units where patients are met, and of the log review. */
  head?: Staff;
  reference: Reference<Organization>;
  locationReference: Reference<Location>;
  /** The care-unit mark that every clinical resource of the unit carries in meta.extension. */
  mark: Extension[];
}

/** Units where patients are met: they have a Location, staff and templates. */
export function givesCare(kind: UnitKind): boolean {
  return ![
    'region',
    'board',
    'hospital',
    'municipality',
    'school-board',
    'social-care-provider',
    'private-provider',
  ].includes(kind);
}

export function newUnit(
  given: Pick<Unit, 'id' | 'name' | 'kind' | 'hsaId' | 'municipality' | 'address' | 'phone'> & {
    parent?: Unit;
    specialty?: Specialty;
    isProvider?: boolean;
  },
): Unit {
  const reference = { reference: `Organization/${given.id}`, display: given.name };
  const unit = {
    ...given,
    isProvider: given.isProvider ?? false,
    location: `${given.id}-place`,
    staff: [],
    reference,
    locationReference: { reference: `Location/${given.id}-place`, display: given.name },
    mark: [{ url: careUnitUrl, valueReference: { reference: reference.reference } }],
  } as Omit<Unit, 'provider'> as Unit;
  unit.provider = unit.isProvider || !unit.parent ? unit : unit.parent.provider;
  return unit;
}

/**
 * Who asks. Every reading and writing of the record is done for exactly one caller, the system's own work included.
 * Keys are the record store's numbers for resources; a caller is put together at sign-in and never by the caller.
 */

import type { Mandate, SomeKinds } from './mandate.ts';
import type { Right } from './needs-and-risks/rights.ts';
import type { OnlineRecord } from './online-record.ts';

/** What an assignment is for, as HSA's commissionPurpose has it (swedish-rules 2.2). */
export type Purpose =
  | 'care'
  | 'care-administration'
  | 'social-care'
  | 'quality'
  | 'log-review'
  | 'patient-access'
  | 'system';

export interface CareUnit {
  /** Key of the Organization resource. */
  key: number;
  /** FHIR id of the Organization. */
  id: string;
  hsaId: string;
  name: string;
}

/** What a role at a unit may do, by its needs-and-risk analysis. */
export interface Authority {
  rights: readonly Right[];
  /** `due`: it should have been reviewed; `lapsed`: and so gives nothing any more. */
  analysis: 'in-force' | 'due' | 'lapsed';
}

/** A commission (medarbetaruppdrag): a PractitionerRole that binds a person to a care unit for a purpose. */
export interface Assignment {
  /** FHIR id of the PractitionerRole. */
  id: string;
  hsaId: string;
  title: string;
  /** SNOMED-free, our own short word: doctor, nurse, midwife, medical-secretary, physiotherapist, … */
  profession: string;
  purpose: Purpose;
  careUnit: CareUnit;
  careProvider: CareUnit;
  /** What the needs-and-risk analysis in force gives the profession at the unit; absent: there is none. */
  authority?: Authority;
  /** The holder is the head of the unit (verksamhetschef). */
  headOfUnit?: boolean;
}

export interface StaffCaller {
  kind: 'staff';
  /** HSA-id of the employee. */
  id: string;
  name: string;
  practitioner: { key: number; id: string };
  assignment: Assignment;
}

/** Works at a social care provider (omsorgsgivare): for care of the elderly or of persons with disabilities, a caller of its own kind in the law (2022:913). */
export function isOfSocialCare({ assignment }: StaffCaller): boolean {
  return assignment.purpose === 'social-care';
}

export interface ResidentCaller {
  kind: 'resident';
  /** FHIR id of the Patient. */
  id: string;
  name: string;
  patientKey: number;
  /** The records that they might read, their own among them, with what is known now. */
  online: readonly OnlineRecord[];
}

export interface SystemCaller {
  kind: 'system';
  /** Client name: `bench`, `import`, `seed`, … */
  id: string;
  name: string;
  /** What new resources belong to when they do not say so themselves. */
  careUnit?: CareUnit;
  careProvider?: CareUnit;
  /** It collects for a national or regional quality register (PDL 7 kap.). */
  qualityRegister?: QualityRegister;
  /** Another system, as it was registered; absent: the server's own work, by a name that stands in the code. */
  mandate?: Mandate;
}

/** Another system whose mandate names what it may do: a caller of its own kind in the law. */
export type ClientCaller = SystemCaller & { mandate: SomeKinds };

export function isClient(caller: Caller): caller is ClientCaller {
  return caller.kind === 'system' && caller.mandate !== undefined && !('wholeRecord' in caller.mandate);
}

export interface QualityRegister {
  /** Key and FHIR id of the Organization that the register is. */
  key: number;
  id: string;
  /** Resource types that it was registered for. */
  types: readonly string[];
}

export type Caller = StaffCaller | ResidentCaller | SystemCaller;

/** A resident as the record writers see them, before anything has happened to them. */
import type { Day } from '../calendar.ts';
import type { Unit } from '../units/unit.ts';
import type { Origin } from './names.ts';
import type { Sex } from './personal-number.ts';

export interface Relative {
  given: string;
  family: string;
  sex: Sex;
  /** Absent when the relative is not known by number. */
  personalNumber?: string;
  relation: 'mother' | 'father' | 'guardian' | 'spouse' | 'child' | 'friend';
  phone: string;
  /** A guardian (vårdnadshavare) of an under-age resident. */
  isGuardian: boolean;
}

export type Protection = 'sekretessmarkering' | 'skyddadFolkbokforing';

export interface Person {
  /** FHIR id of the Patient. */
  id: string;
  sex: Sex;
  birth: Day;
  given: string;
  family: string;
  /** Absent: unknown identity, see reserveNumber. */
  personalNumber?: string;
  reserveNumber?: string;
  origin: Origin;
  /** BCP 47; other than `sv` an interpreter is booked. */
  language: string;
  municipality: string;
  address?: { line: string; postalCode: string; city: string };
  phone?: string;
  email?: string;
  maritalStatus: 'married' | 'unmarried' | 'divorced' | 'widowed' | 'unknown';
  healthCentre: Unit;
  relatives: Relative[];
  occupation: string;
  smoker: 'never' | 'former' | 'current';
  /** Adult height in cm and body mass index, the body they have or will have. */
  height: number;
  bmi: number;
  protection?: Protection;
  deceased?: Day;
}

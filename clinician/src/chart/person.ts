/** How a patient is called on screen: name and number, by the rules of care/people. */
import type { Patient } from '@medplum/fhirtypes';
import { shownIdentity } from '@vardkedjan/care/people/person-id.ts';
import { fullName, listName } from '@vardkedjan/care/people/person-name.ts';

/** `Eva Andersson` */
export const nameOfPatient = (patient: Pick<Patient, 'name'>): string => fullName(patient.name);

/** `Andersson, Eva` */
export const listNameOfPatient = (patient: Pick<Patient, 'name'>): string => listName(patient.name);

/** `19121212-1212`; who has no number is told apart by the date of birth. */
export const personNumberOf = (patient: Pick<Patient, 'identifier' | 'birthDate'>): string =>
  shownIdentity(patient.identifier) || (patient.birthDate ?? '');

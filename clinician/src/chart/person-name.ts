/**
 * Names as Swedish care writes them: family name first in lists (`Andersson, Eva`), given name first where one person is spoken of.
 * http://hl7.org/fhir/R4/datatypes.html#HumanName
 */
import type { HumanName, Patient, Practitioner } from '@medplum/fhirtypes';

const order = ['official', 'usual', undefined] as const;

function chosen(names: readonly HumanName[] | undefined): HumanName | undefined {
  for (const use of order) {
    const found = names?.find((name) => name.use === use && name.period?.end === undefined);
    if (found) return found;
  }
  return names?.[0];
}

/** `Eva Andersson` */
export function nameOfPerson(names: readonly HumanName[] | undefined): string {
  const name = chosen(names);
  if (!name) return '';
  return name.given?.length || name.family ? [...(name.given ?? []), name.family].filter(Boolean).join(' ') : (name.text ?? '');
}

/** `Andersson, Eva` */
export function listNameOfPerson(names: readonly HumanName[] | undefined): string {
  const name = chosen(names);
  if (!name) return '';
  if (!name.family) return nameOfPerson(names);
  return [name.family, (name.given ?? []).join(' ')].filter(Boolean).join(', ');
}

export const nameOfPatient = (patient: Pick<Patient, 'name'>): string => nameOfPerson(patient.name);

export const nameOfPractitioner = (practitioner: Pick<Practitioner, 'name'>): string => nameOfPerson(practitioner.name);

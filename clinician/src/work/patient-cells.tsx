/** A patient's name and number in a list. */
import type { Patient } from '@medplum/fhirtypes';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { listNameOfPatient, personNumberOf } from '../chart/person.ts';
import { texts } from './texts.ts';

export function PatientName({ patient }: { patient: Patient | undefined }) {
  const t = useTexts(texts);
  if (!patient) return <span className="quiet">{t.unknownPatient}</span>;
  return (
    <>
      {listNameOfPatient(patient)}
      {isProtectedPerson(patient) ? (
        <>
          {' '}
          <Badge>{t.protected}</Badge>
        </>
      ) : null}
    </>
  );
}

export function PatientNumber({ patient }: { patient: Patient | undefined }) {
  return <>{patient ? personNumberOf(patient) : ''}</>;
}

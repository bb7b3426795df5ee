/** The round's patients, in the order of their places: who is late stands out by mark, word and number. */
import type { Patient } from '@medplum/fhirtypes';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Pick, PickList } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { listNameOfPatient, personNumberOf } from '../../chart/person.ts';
import type { RoundDose } from './round-doses.ts';
import { texts } from './texts.ts';

export interface RoundPatient {
  patient: Patient & { id: string; place: string };
  doses: RoundDose[];
}

interface PatientListProps {
  patients: readonly RoundPatient[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function PatientList({ patients, chosen, onChoose }: PatientListProps) {
  return (
    <PickList>
      {patients.map(({ patient, doses }) => (
        <Pick key={patient.id} isPicked={patient.id === chosen} onPick={() => onChoose(patient.id)}>
          <span className="round-line">
            <span className="round-patient">
              <span className="round-patient-name">{listNameOfPatient(patient)}</span>
              <span className="quiet">
                {[patient.place, personNumberOf(patient)].filter(Boolean).join(' · ')}
                <Protected patient={patient} />
              </span>
            </span>
            <DoseCount doses={doses} />
          </span>
        </Pick>
      ))}
    </PickList>
  );
}

function Protected({ patient }: { patient: Patient }) {
  const t = useTexts(texts);
  return isProtectedPerson(patient) ? (
    <>
      {' '}
      <Badge>{t.protected}</Badge>
    </>
  ) : null;
}

function DoseCount({ doses }: { doses: readonly RoundDose[] }) {
  const t = useTexts(texts);
  const late = doses.filter(({ lateBy }) => lateBy > 0).length;
  const now = doses.filter(({ group }) => group === 'now').length - late;
  const next = doses.find(({ group }) => group === 'later');
  return (
    <span className="round-count">
      {late > 0 ? <Badge severity="serious">{t.lateCount(late)}</Badge> : null}
      {now > 0 ? <strong>{t.nowCount(now)}</strong> : null}
      {late + now > 0 ? null : (
        <span className="quiet">
          {next?.dueAt ? t.nextAt(formatTime(next.dueAt)) : doses.length === 0 ? t.nothingShown : t.nothingLeft}
        </span>
      )}
    </span>
  );
}

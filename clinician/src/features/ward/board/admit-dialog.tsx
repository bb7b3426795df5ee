/** Somebody is admitted to a free bed: found by number or name, or taken from those referred to the unit. Who lies elsewhere is moved from there. */
import type { Encounter, Patient } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { admitted, discharged, neverAdmitted } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { bedOf, isStay } from '@vardkedjan/care/coordination/stays/stay.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { isDay } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import type { Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { listNameOfPatient, nameOfPatient, personNumberOf } from '../../../chart/person.ts';
import { today } from '../../../chart/today.ts';
import { findPatients } from '../../../find/find-patients.ts';
import { readSearchText } from '../../../find/search-text.ts';
import { stateRelation } from '../../../record/state-relation.ts';
import { useSession } from '../../../session/session-context.ts';
import { colleaguesQuery } from '../../../shared/colleagues-query.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { texts } from '../texts.ts';
import { answeredWithBed, type BedRequest } from './bed-requests.tsx';
import type { Change, Moving, Stay } from './use-moving.ts';
import { referredQuery } from './ward-query.ts';
import type { WardRow } from './ward-rows.ts';

const movedOn = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'oth' }],
  text: 'Till annan avdelning',
};

interface AdmitDialogProps {
  row: WardRow;
  /** Whose bed was asked for, and which beds there are to give. */
  request?: BedRequest | undefined;
  free?: readonly WardRow[];
  moving: Moving;
  onClose: () => void;
}

export function AdmitDialog({ row: given, request, free = [], moving, onClose }: AdmitDialogProps) {
  const t = useTexts(texts);
  const { assignment, session } = useSession();
  const [bed, setBed] = useState(given.bedReference);
  const row = free.find(({ bedReference }) => bedReference === bed) ?? given;
  const [patient, setPatient] = useState<Patient | undefined>(request?.patient);
  const [reason, setReason] = useState(request?.why ?? '');
  const [home, setHome] = useState('');
  const [doctor, setDoctor] = useState<string>();
  const [missing, setMissing] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const doctors = (useQuery(colleaguesQuery(assignment.careUnit.id)).data ?? []).filter(
    ({ profession }) => profession === 'doctor',
  );
  const elsewhere = useQuery(staysQuery(patient?.id)).data ?? [];
  const save = async (isStated: boolean) => {
    if (patient?.id === undefined) return setMissing(t.missingPatient);
    if (reason.trim() === '') return setMissing(t.missingReason);
    if (home.trim() !== '' && !isDay(home.trim())) return setMissing(t.badDate);
    setMissing('');
    if (isStated) await stateRelation({ patientId: patient.id }, reason.trim());
    const at = new Date().toISOString();
    const chosen = doctors.find(({ reference }) => reference === doctor);
    const stay = admitted({
      id: crypto.randomUUID(),
      patient: { reference: `Patient/${patient.id}` },
      unit: {
        reference: `Organization/${assignment.careUnit.id}`,
        ...(assignment.careUnit.name && { display: assignment.careUnit.name }),
      },
      bed: { reference: row.bedReference ?? '', display: row.bed },
      at,
      reason: reason.trim(),
      doctor: chosen && { reference: chosen.reference, display: chosen.name },
      nurse:
        assignment.profession === 'nurse'
          ? { reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`, display: session.name }
          : undefined,
      plannedEnd: home.trim() === '' ? undefined : home.trim(),
    });
    const leaves = elsewhere.map((other): [Stay, Change] => [other, (each) => discharged(each, at, movedOn)]);
    const told = t.told.admitted(nameOfPatient(patient), row.bed);
    const back: Change = (each) => neverAdmitted(each, new Date().toISOString());
    const answered = request && answeredWithBed(request, new Date(at));
    if (await moving.admit(stay, leaves, back, told, setRefusal, answered)) onClose();
  };
  return (
    <Dialog
      title={t.admitTo(row.bed)}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          {refusal ? (
            <Button tone="primary" onPress={() => void save(true)}>
              {t.stateAndAdmit}
            </Button>
          ) : (
            <Button tone="primary" onPress={() => void save(false)}>
              {t.admit}
            </Button>
          )}
        </>
      }
    >
      <div className="ward-admit">
        {request && patient ? (
          <p className="ward-chosen">
            <strong>
              <PatientName patient={patient} />
            </strong>{' '}
            {personNumberOf(patient)}
          </p>
        ) : patient ? (
          <Chosen patient={patient} onAnother={() => setPatient(undefined)} />
        ) : (
          <Choose onChoose={setPatient} />
        )}
        {elsewhere.map((stay) => (
          <p key={stay.id}>
            {t.elsewhere([stay.serviceProvider?.display, bedOf(stay)?.display].filter(Boolean).join(', '))}
          </p>
        ))}
        {request ? (
          <Select
            label={t.toBed}
            choices={free.map(({ bedReference = '', bed: text }) => ({ value: bedReference, text }))}
            value={bed}
            onChange={setBed}
          />
        ) : null}
        <TextField label={t.reason} value={reason} onChange={setReason} />
        <TextField label={t.home} help={t.unknownDate} value={home} onChange={setHome} placeholder={today()} />
        <Select
          label={t.doctor}
          choices={doctors.map(({ reference, name }) => ({ value: reference, text: name }))}
          value={doctor}
          onChange={setDoctor}
        />
        {missing || moving.problem ? <p role="alert">{missing || moving.problem}</p> : null}
        {refusal ? <Refused refusal={refusal} /> : null}
      </div>
    </Dialog>
  );
}

/** Where the patient lies now, as far as the caller may see it. */
const staysQuery = (patientId: string | undefined) => ({
  queryKey: ['ward', 'stays', patientId],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const query = { patient: `Patient/${patientId}`, status: 'arrived,triaged,in-progress,onleave', _count: 20 };
    const page = await searchResources<Encounter>('Encounter', query, signal);
    return page.matches.filter(
      (each): each is Stay => isStay(each) && bedOf(each) !== undefined && each.id !== undefined,
    );
  },
  enabled: patientId !== undefined,
});

function Chosen({ patient, onAnother }: { patient: Patient; onAnother: () => void }) {
  const t = useTexts(texts);
  return (
    <p className="ward-chosen">
      <strong>
        <PatientName patient={patient} />
      </strong>{' '}
      {personNumberOf(patient)}{' '}
      <Button tone="quiet" onPress={onAnother}>
        {t.chooseAnother}
      </Button>
    </p>
  );
}

function Choose({ onChoose }: { onChoose: (patient: Patient) => void }) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const [text, setText] = useState('');
  const search = readSearchText(text, today());
  const isAsked = search.kind === 'number' || search.kind === 'name';
  const found = useQuery({
    queryKey: ['ward', 'find', search],
    queryFn: ({ signal }) => findPatients(search, signal),
    enabled: isAsked,
    gcTime: 0,
  });
  const referred = useQuery(referredQuery(assignment.careUnit.id)).data ?? [];
  const hits = isAsked ? (found.data?.patients ?? []) : referred;
  return (
    <>
      <TextField label={t.find} help={t.findHelp} value={text} onChange={setText} autoFocus autoComplete="off" />
      {!isAsked && referred.length > 0 ? <p className="quiet">{t.waiting}</p> : null}
      <ul className="ward-hits">
        {hits.map((patient) => (
          <li key={patient.id}>
            <Button tone="quiet" onPress={() => onChoose(patient)}>
              {`${listNameOfPatient(patient)}  ${personNumberOf(patient)}`}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

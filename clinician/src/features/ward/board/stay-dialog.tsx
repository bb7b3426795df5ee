/** What is asked before a stay is changed: to which bed, where to, when, by whom. */
import { useQuery } from '@tanstack/react-query';
import {
  discharged,
  movedTo,
  neverAdmitted,
  takenBack,
  withPlannedEnd,
  withResponsible,
} from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { reconciledAtDischarge } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { bedOf, plannedEndOf, type Responsible, responsibleOf } from '@vardkedjan/care/coordination/stays/stay.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime, isDay } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type ReactNode, useState } from 'react';
import { nameOfPatient } from '../../../chart/person.ts';
import { reconciliationsQuery } from '../../../drug-orders/reconciliations-query.ts';
import { recordAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { colleaguesQuery } from '../../../shared/colleagues-query.ts';
import { texts } from '../texts.ts';
import { reconciledTexts } from './reconciled-texts.ts';
import { AdmitDialog } from './admit-dialog.tsx';
import type { BedRequest } from './bed-requests.tsx';
import type { Change, Moving, Stay } from './use-moving.ts';
import type { WardRow } from './ward-rows.ts';

export interface Asked {
  what: 'admit' | 'move' | 'discharge' | 'home' | 'mistaken' | Responsible;
  row: WardRow;
  /** Whose bed was asked for, of an admission. */
  request?: BedRequest;
}
export type Ask = (asked: Asked) => void;

interface StayDialogProps {
  asked: Asked;
  free: readonly WardRow[];
  moving: Moving;
  onClose: () => void;
}

export function StayDialog({ asked: { what, row, request }, free, moving, onClose }: StayDialogProps) {
  if (what === 'admit')
    return <AdmitDialog row={row} request={request} free={free} moving={moving} onClose={onClose} />;
  if (row.stay === undefined) return null;
  const asking = { row, stay: row.stay, moving, onClose };
  switch (what) {
    case 'move':
      return <Move {...asking} free={free} />;
    case 'discharge':
      return <Discharge {...asking} />;
    case 'home':
      return <PlannedHome {...asking} />;
    case 'mistaken':
      return <Mistaken {...asking} />;
    case 'doctor':
    case 'nurse':
      return <NewResponsible {...asking} as={what} />;
  }
}

interface Asking {
  row: WardRow;
  stay: Stay;
  moving: Moving;
  onClose: () => void;
}

const now = () => new Date().toISOString();
const whoOf = ({ patient, bed }: WardRow) => (patient ? nameOfPatient(patient) : bed);

function Frame({
  title,
  onSave,
  onClose,
  children,
}: {
  title: string;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={onSave}>
            {t.save}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

/** Done and told on the board, whichever way it went: what stopped it stands there. */
const then = (done: Promise<boolean>, onClose: () => void) => void done.finally(onClose);

function Move({ row, stay, free, moving, onClose }: Asking & { free: readonly WardRow[] }) {
  const t = useTexts(texts);
  const [to, setTo] = useState(free[0]?.bedReference);
  const bed = free.find(({ bedReference }) => bedReference === to);
  const save = () => {
    if (bed?.bedReference === undefined) return onClose();
    const before = bedOf(stay);
    const into = { reference: bed.bedReference, display: bed.bed };
    const back: Change | undefined = before && ((after) => movedTo(after, before, now()));
    then(
      moving.change(stay, (each) => movedTo(each, into, now()), back, t.told.moved(whoOf(row), bed.bed)),
      onClose,
    );
  };
  return (
    <Frame title={`${t.move}: ${whoOf(row)}`} onSave={save} onClose={onClose}>
      {free.length === 0 ? (
        <p>{t.noFree}</p>
      ) : (
        <Select
          label={t.toBed}
          choices={free.map(({ bedReference = '', bed: text }) => ({ value: bedReference, text }))}
          value={to}
          onChange={setTo}
        />
      )}
    </Frame>
  );
}

const dispositions = ['home', 'snf', 'other-hcf', 'exp'] as const;

function Discharge({ row, stay, moving, onClose }: Asking) {
  const t = useTexts(texts);
  const [to, setTo] = useState<(typeof dispositions)[number]>('home');
  const save = () => {
    const bed = bedOf(stay);
    const where = {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: to }],
      text: texts.sv.tos[to],
    };
    const back: Change | undefined = bed && ((after) => takenBack(after, bed));
    then(
      moving.change(stay, (each) => discharged(each, now(), where), back, t.told.discharged(whoOf(row))),
      onClose,
    );
  };
  return (
    <Frame title={`${t.discharge}: ${whoOf(row)}`} onSave={save} onClose={onClose}>
      <Select
        label={t.to}
        choices={dispositions.map((value) => ({ value, text: t.tos[value] }))}
        value={to}
        onChange={setTo}
      />
      <Reconciled patientId={row.patientId} since={stay.period?.start} />
    </Frame>
  );
}

/** Whoever goes on to others does so with a list of drugs that somebody has gone through. */
function Reconciled({ patientId, since }: { patientId: string; since: string | undefined }) {
  const t = useTexts(reconciledTexts);
  const { data } = useQuery(reconciliationsQuery(patientId));
  if (data === undefined) return null;
  const latest = reconciledAtDischarge(data, since);
  if (latest !== undefined)
    return <p className="quiet">{t.reconciled(formatDateTime(latest.date), latest.source?.display ?? '')}</p>;
  return (
    <p>
      <SeverityMark severity="caution" label={t.caution} /> {t.notReconciled}{' '}
      <a href={recordAddress(patientId, 'reconciliation', { when: 'discharge' })}>{t.reconcile}</a>
    </p>
  );
}

function PlannedHome({ row, stay, moving, onClose }: Asking) {
  const t = useTexts(texts);
  const before = plannedEndOf(stay);
  const [day, setDay] = useState(before?.slice(0, 10) ?? '');
  const [isBad, setBad] = useState(false);
  const save = () => {
    const text = day.trim();
    if (text !== '' && !isDay(text)) return setBad(true);
    const to: Change = (each) => withPlannedEnd(each, text === '' ? undefined : text);
    then(
      moving.change(stay, to, (each) => withPlannedEnd(each, before), t.told.changed(whoOf(row))),
      onClose,
    );
  };
  return (
    <Frame title={`${t.setHome}: ${whoOf(row)}`} onSave={save} onClose={onClose}>
      <TextField
        label={t.date}
        help={t.unknownDate}
        value={day}
        onChange={setDay}
        autoFocus
        {...(isBad && { error: t.badDate })}
      />
    </Frame>
  );
}

function NewResponsible({ row, stay, moving, onClose, as }: Asking & { as: Responsible }) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const colleagues = useQuery(colleaguesQuery(assignment.careUnit.id)).data ?? [];
  const fitting = colleagues.filter(({ profession }) =>
    as === 'doctor' ? profession === 'doctor' : profession !== 'doctor' && profession.includes('nurse'),
  );
  const before = responsibleOf(stay, as);
  const [who, setWho] = useState(before?.reference);
  const save = () => {
    const chosen = fitting.find(({ reference }) => reference === who);
    if (chosen === undefined) return onClose();
    const to: Change = (each) =>
      withResponsible(each, as, { reference: chosen.reference, display: chosen.name }, now());
    const back: Change | undefined = before && ((each) => withResponsible(each, as, before, now()));
    then(moving.change(stay, to, back, t.told.changed(whoOf(row))), onClose);
  };
  return (
    <Frame title={`${as === 'doctor' ? t.setDoctor : t.setNurse}: ${whoOf(row)}`} onSave={save} onClose={onClose}>
      <Select
        label={t.who}
        choices={fitting.map(({ reference, name }) => ({ value: reference, text: name }))}
        value={who}
        onChange={setWho}
      />
    </Frame>
  );
}

function Mistaken({ row, stay, moving, onClose }: Asking) {
  const t = useTexts(texts);
  const save = () =>
    then(
      moving.change(stay, (each) => neverAdmitted(each, now()), undefined, t.told.removed(whoOf(row))),
      onClose,
    );
  return (
    <Frame title={`${t.notThisPatient}: ${whoOf(row)}`} onSave={save} onClose={onClose}>
      <p>{row.reason}</p>
    </Frame>
  );
}

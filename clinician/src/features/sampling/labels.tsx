/**
 * Labels to the tubes of one patient, for a label printer or on a sheet of A4: name and number, what, in what, for when, and the sample's number
 * as Code 128. Never an address, nor that somebody is protected: a tube is seen by many. Printing is decided and logged first, as of the record.
 */
import type { Patient } from '@medplum/fhirtypes';
import { Barcode } from '@vardkedjan/ui/barcode/barcode.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useEffect, useEffectEvent } from 'react';
import { createPortal } from 'react-dom';
import { nameOfPatient, personNumberOf } from '../../chart/person.ts';
import { keptState } from '../../kept-state.ts';
import { printRecord, printsAlone } from '../../record/printing.ts';
import { texts } from './texts.ts';
import type { TubeRow } from './tube-rows.ts';

export type Paper = 'printer' | 'a4';

/** What labels are printed on, until one signs out. */
export const paper = keptState<Paper>('label-paper', (kept) => (kept === 'a4' ? 'a4' : 'printer'));

interface LabelsProps {
  patient: Patient;
  tubes: readonly TubeRow[];
  onDone: () => void;
}

export function Labels({ patient, tubes, onDone }: LabelsProps) {
  const t = useTexts(texts);
  const done = useEffectEvent(onDone);
  const orders = [...new Set(tubes.map(({ request }) => `ServiceRequest/${request.id}`))].join(' ');
  const patientId = patient.id ?? '';
  useEffect(() => {
    document.documentElement.dataset.printing = `labels-${paper.get()}`;
    const gone = orders.split(' ').map(printsAlone);
    void printRecord(patientId).finally(() => done());
    return () => {
      for (const each of gone) each();
      delete document.documentElement.dataset.printing;
    };
  }, [orders, patientId]);
  return createPortal(
    <div className="labels" aria-hidden="true">
      {tubes.map((tube) => (
        <div key={tube.id} className="label">
          <strong>{nameOfPatient(patient)}</strong>
          <span>
            {personNumberOf(patient)} {formatDate(tube.day)}
          </span>
          <Barcode value={tube.number} label={t.barcode(tube.number)} module={0.25} height={7.5} />
          <span className="label-small">
            {tube.task.priority === 'stat' ? <strong>{t.stat.toUpperCase()} </strong> : null}
            {tube.container.display} · {tube.number}
          </span>
          <span className="label-small label-tests">{tube.tests.join(', ')}</span>
        </div>
      ))}
    </div>,
    document.body,
  );
}

/** The shown patient's tubes: labels to print, tubes to scan or tick, and what has been taken. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime, formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge, SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { useEffect, useRef, useState } from 'react';
import { nameOfPatient } from '../../chart/person.ts';
import { recordAddress } from '../../navigation.ts';
import { Printing } from '../../record/printing-told.tsx';
import { PatientNumber } from '../../work/patient-cells.tsx';
import { Labels, type Paper, paper } from './labels.tsx';
import { texts, type Texts } from './texts.ts';
import type { SamplingPatient, TubeRow } from './tube-rows.ts';
import type { Sampling } from './use-sampling.ts';

export function PatientTubes({ shown, sampling }: { shown: SamplingPatient; sampling: Sampling }) {
  const t = useTexts(texts);
  const [printed, print] = useState<readonly TubeRow[]>();
  const open = shown.tubes.filter(({ isTaken }) => !isTaken);
  const count = open.filter(({ id }) => sampling.ticked.has(id)).length;
  const form = useRef<HTMLFormElement>(null);
  const { scanned } = sampling;
  // What was scanned is signed by Enter, wherever the focus was.
  useEffect(() => {
    if (scanned.size > 0) form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }, [scanned]);
  return (
    <form
      ref={form}
      className="sampling-shown"
      onSubmit={(event) => {
        event.preventDefault();
        void sampling.sign();
      }}
    >
      <header className="sampling-who">
        <h2>{nameOfPatient(shown.patient)}</h2>
        <span>
          <PatientNumber patient={shown.patient} />
        </span>
        <a href={recordAddress(shown.id, 'orders')}>{t.openRecord}</a>
      </header>
      <div role="alert">
        {sampling.problem ? (
          <p className="sampling-problem">
            <SeverityMark severity="serious" label={t.attention} /> {sampling.problem}
          </p>
        ) : null}
      </div>
      <output>{sampling.said}</output>
      <DataTable
        caption={t.tube}
        columns={columnsOf(t, sampling, (tube) => print([tube]))}
        rows={shown.tubes}
        rowKey={({ id }) => id}
      />
      <div className="sampling-acts">
        <Button tone="primary" type="submit" keys="Enter" isPending={sampling.isSigning}>
          {sampling.isSigning ? t.signing : t.sign(count)}
        </Button>
        {open.length > 0 ? <Button onPress={() => print(open)}>{t.printLabels(open.length)}</Button> : null}
        <PaperChoice />
      </div>
      {printed ? <Labels patient={shown.patient} tubes={printed} onDone={() => print(undefined)} /> : null}
      <Printing patientId={shown.id} isOffered />
    </form>
  );
}

function PaperChoice() {
  const t = useTexts(texts);
  const chosen = paper.use();
  return (
    <ChoiceBar<Paper>
      label={t.paper}
      value={chosen}
      choices={[
        ['printer', t.papers.printer],
        ['a4', t.papers.a4],
      ]}
      onChoose={(next) => paper.set(() => next)}
    />
  );
}

function columnsOf(t: Texts, sampling: Sampling, onLabel: (tube: TubeRow) => void): Column<TubeRow>[] {
  return [
    {
      key: 'tick',
      title: t.state,
      hideTitle: true,
      fit: true,
      cell: (tube) =>
        tube.isTaken ? null : (
          <input
            type="checkbox"
            className="sampling-tick"
            aria-label={t.tickThis(tube.container.display)}
            checked={sampling.ticked.has(tube.id)}
            onChange={() => sampling.tick(tube)}
          />
        ),
    },
    { key: 'tube', title: t.tube, fit: true, cell: (tube) => <strong>{tube.container.display}</strong> },
    {
      key: 'tests',
      title: t.tests,
      cell: (tube) => (
        <>
          {tube.task.priority === 'stat' ? <Badge severity="critical">{t.stat}</Badge> : null} {tube.tests.join(', ')}
        </>
      ),
    },
    {
      key: 'planned',
      title: t.planned,
      fit: true,
      cell: (tube) => (
        <>
          {formatDateTime(tube.request.occurrenceDateTime ?? tube.day)}{' '}
          {tube.isLate ? <Badge severity="caution">{t.late}</Badge> : null}
        </>
      ),
    },
    { key: 'state', title: t.state, fit: true, cell: (tube) => stateOf(tube, t, sampling) },
    {
      key: 'act',
      title: t.act,
      hideTitle: true,
      fit: true,
      cell: (tube) => (
        <span className="sampling-row-acts">
          {tube.isTaken ? (
            <Button
              tone="quiet"
              aria-label={t.undoThis(tube.container.display)}
              onPress={() => void sampling.undo(tube)}
            >
              {t.undo}
            </Button>
          ) : null}
          <Button tone="quiet" aria-label={t.labelOf(tube.container.display)} onPress={() => onLabel(tube)}>
            {t.label}
          </Button>
        </span>
      ),
    },
  ];
}

function stateOf({ id, isTaken, specimen }: TubeRow, t: Texts, { scanned }: Sampling): string {
  if (!isTaken) return scanned.has(id) ? t.isChecked : t.waits;
  const { collectedDateTime = '', collector } = specimen?.collection ?? {};
  return t.takenAt(formatTime(collectedDateTime), (collector?.display ?? '').split(',')[0] ?? '');
}

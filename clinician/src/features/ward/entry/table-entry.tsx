/** The unit's round: a row for each patient, seven fields in it. Enter saves the row, in that patient's record and no other, and goes to the next. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { type KeyboardEvent, useState } from 'react';
import { listNameOfPatient } from '../../../chart/person.ts';
import { useWardChanged } from '../board/ward-query.ts';
import type { WardRow } from '../board/ward-rows.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { texts } from '../texts.ts';
import { vitalFields } from './typed-vitals.ts';
import { NewsVerdict } from './news-verdict.tsx';
import { useRound } from './use-round.ts';
import { VitalInputs } from './vital-inputs.tsx';
import './entry.css';

export function TableEntry({ rows }: { rows: readonly WardRow[] }) {
  const t = useTexts(texts);
  return (
    <section className="ward-entry" aria-label={t.asTable}>
      <div className="ward-entry-row ward-entry-head" aria-hidden="true">
        <span>{t.bed}</span>
        <span>{t.patient}</span>
        {vitalFields.map((field) => (
          <span key={field}>
            {t.fields[field].short} <span className="quiet">{t.fields[field].unit}</span>
          </span>
        ))}
        <span>{t.saveRow}</span>
      </div>
      {rows.map((row, index) => (row.patient ? <EntryRow key={row.key} row={row} isFirst={index === 0} /> : null))}
    </section>
  );
}

function EntryRow({ row, isFirst }: { row: WardRow; isFirst: boolean }) {
  const t = useTexts(texts);
  const wardChanged = useWardChanged();
  const [savedAt, setSavedAt] = useState('');
  const round = useRound({
    patientId: row.patientId,
    birthDate: row.patient?.birthDate,
    stay: row.stay,
    scale: row.latest?.score.scale,
  });
  const who = row.patient ? listNameOfPatient(row.patient) : row.bed;
  const save = async (from: HTMLElement) => {
    const taken = new Date();
    if (!(await round.save(taken))) return;
    round.clear();
    setSavedAt(localTime(taken).time);
    from.closest('.ward-entry-row')?.nextElementSibling?.querySelector('input')?.focus();
    await wardChanged();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void save(event.target);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveTo(event);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and arrows of the fields inside it
    <div className="ward-entry-row" role="group" aria-label={who} onKeyDown={onKeyDown}>
      <span>{row.bed}</span>
      <span className="ward-entry-who" title={who}>
        <PatientName patient={row.patient} />
      </span>
      <VitalInputs round={round} takesFocus={isFirst} of={who} />
      <span className="ward-entry-told">
        {round.saving.problem ? <strong role="alert">{round.saving.problem}</strong> : null}
        {round.isEmpty ? (
          <output className="quiet">{savedAt ? t.saved(savedAt) : ''}</output>
        ) : (
          <NewsVerdict score={round.score} isTooYoung={round.isTooYoung} />
        )}
      </span>
    </div>
  );
}

/** The same field of the row above or below. */
function moveTo(event: KeyboardEvent<HTMLDivElement>): void {
  const { currentTarget: row, target } = event;
  const field = (target as HTMLElement).closest('[data-field]')?.getAttribute('data-field');
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  const input = next?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`);
  if (!input) return;
  event.preventDefault();
  input.focus();
}

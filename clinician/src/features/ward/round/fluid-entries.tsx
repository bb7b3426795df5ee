/** What the sums of a fluid day are made of, shift by shift, the latest first: each is corrected, or taken out, with what it said left to be read. */
import type { Observation } from '@medplum/fhirtypes';
import {
  type FluidKind,
  fluidKindOf,
  fluidKinds,
  type Shift,
  shiftOf,
} from '@vardkedjan/care/clinical/vitals/fluid-balance.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { localTime, timeOf } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from '../texts.ts';

interface FluidEntriesProps {
  day: string;
  entries: readonly Observation[];
  /** undefined: it may not be offered. */
  onCorrect: ((id: string) => void) | undefined;
}

interface Entry {
  id: string;
  at: number;
  shift: Shift;
  kind: FluidKind;
  entry: Observation;
}

function entriesOf(entries: readonly Observation[], day: string): Entry[] {
  return entries
    .flatMap((entry): Entry[] => {
      const [at, kind] = [timeOf(entry.effectiveDateTime), fluidKindOf(entry)];
      const shift = shiftOf(at, day);
      return kind && shift ? [{ id: entry.id ?? '', at, shift, kind, entry }] : [];
    })
    .toSorted((a, b) => b.at - a.at);
}

export function FluidEntries({ day, entries, onCorrect }: FluidEntriesProps) {
  const t = useTexts(texts);
  const shown = entriesOf(entries, day);
  if (shown.length === 0) return null;
  return (
    <details className="ward-fluid-entries">
      <summary>{t.fluidEntries(day, shown.length)}</summary>
      <table>
        <caption className="visually-hidden">{t.fluidEntries(day, shown.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.shift}</th>
            <th scope="col">{t.time}</th>
            <th scope="col">{t.kind}</th>
            <th scope="col" className="number">
              ml
            </th>
            <th scope="col">{t.recordedBy}</th>
            <th scope="col">
              <span className="visually-hidden">{t.correct}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <Row key={each.id} {...each} onCorrect={onCorrect} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Row({ id, at, shift, kind, entry, onCorrect }: Entry & Pick<FluidEntriesProps, 'onCorrect'>) {
  const t = useTexts(texts);
  const { time } = localTime(new Date(at));
  const isWrong = entry.status === 'entered-in-error';
  const { value, unit } = entry.valueQuantity ?? {};
  const what = `${t.fluidKinds[kind]} ${value ?? ''} ${time}`;
  return (
    <tr data-wrong={isWrong ? '' : undefined}>
      <td>{t.shifts[shift]}</td>
      <td>{time}</td>
      <td>
        {t.fluidKinds[kind]} <span className="quiet">{t[fluidKinds[kind].way]}</span>
      </td>
      <td className="number">
        {value}
        {unit === 'ml' ? '' : ` ${unit ?? ''}`}
      </td>
      <td>{entry.performer?.[0]?.display?.split(',')[0] ?? ''}</td>
      <td>
        {isWrong ? (
          <span className="quiet">{t.isWrong}</span>
        ) : (
          <>
            {entry.status === 'corrected' ? <span className="quiet">{t.corrected} </span> : null}
            {onCorrect ? (
              <Button tone="quiet" aria-label={t.correctThis(what)} onPress={() => onCorrect(id)}>
                {t.correct}
              </Button>
            ) : null}
          </>
        )}
      </td>
    </tr>
  );
}

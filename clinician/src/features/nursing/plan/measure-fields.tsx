/** Measures to write in like a list: what, how often, by whom. Enter adds one after, Alt and arrows move, Ctrl+Delete takes away. */
import { type MeasurePace, measurePaces } from '@vardkedjan/care/clinical/nursing/measure-pace.ts';
import { freeMeasureId, type PlannedMeasure } from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { texts } from '../texts.ts';

interface MeasureFieldsProps {
  measures: readonly PlannedMeasure[];
  /** Names that measures have had before: they are not given anew. */
  taken?: readonly { id: string }[];
  onChange: (measures: PlannedMeasure[]) => void;
}

export function MeasureFields({ measures, taken = [], onChange }: MeasureFieldsProps) {
  const t = useTexts(texts);
  const list = useRef<HTMLOListElement>(null);
  const [wanted, want] = useState<{ row: number }>();
  useLayoutEffect(() => {
    if (wanted) list.current?.children[wanted.row]?.querySelector('input')?.focus();
  }, [wanted]);
  const keep = (next: PlannedMeasure[], row?: number) => {
    onChange(next);
    if (row !== undefined) want({ row: Math.max(0, Math.min(row, next.length - 1)) });
  };
  const add = (after: number) => {
    const id = freeMeasureId([...measures, ...taken]);
    keep(measures.toSpliced(after + 1, 0, { id, text: '', pace: 'shift', who: '' }), after + 1);
  };
  const byKey = (event: KeyboardEvent, at: number) => {
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    const measure = measures[at];
    const isInText = event.target instanceof HTMLInputElement;
    if (event.altKey && step !== undefined && measure) {
      const to = at + step;
      if (to >= 0 && to < measures.length) keep(measures.toSpliced(at, 1).toSpliced(to, 0, measure), to);
    } else if (event.ctrlKey && event.key === 'Delete') keep(measures.toSpliced(at, 1), at - 1);
    else if (event.key === 'Enter' && isInText && !event.ctrlKey && !event.metaKey) add(at);
    else return;
    event.preventDefault();
  };
  return (
    <section aria-label={t.measures} className="measures">
      <h3>{t.measures}</h3>
      <p className="quiet">{t.measureKeys}</p>
      <ol ref={list}>
        {measures.map((measure, at) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys from the fields in it
          <li key={measure.id} onKeyDown={(event) => byKey(event, at)}>
            <Row
              measure={measure}
              onChange={(next) => keep(measures.with(at, next))}
              onRemove={() => keep(measures.toSpliced(at, 1), at - 1)}
            />
          </li>
        ))}
      </ol>
      <Button onPress={() => add(measures.length - 1)}>{t.addMeasure}</Button>
    </section>
  );
}

interface RowProps {
  measure: PlannedMeasure;
  onChange: (measure: PlannedMeasure) => void;
  onRemove: () => void;
}

function Row({ measure, onChange, onRemove }: RowProps) {
  const t = useTexts(texts);
  const name = measure.text.trim() || t.newMeasure;
  return (
    <div className="measure-fields">
      <TextField
        label={t.measure}
        hideLabel
        placeholder={t.measure}
        value={measure.text}
        onChange={(text) => onChange({ ...measure, text })}
      />
      <Select<MeasurePace>
        label={t.paceOf(name)}
        hideLabel
        choices={measurePaces.map((value) => ({ value, text: t.paces[value] }))}
        value={measure.pace}
        onChange={(pace) => onChange({ ...measure, pace })}
      />
      <TextField
        label={t.whoOf(name)}
        hideLabel
        placeholder={t.anybody}
        value={measure.who}
        onChange={(who) => onChange({ ...measure, who })}
      />
      <Button tone="quiet" aria-label={t.removeMeasure(name)} onPress={onRemove}>
        ×
      </Button>
    </div>
  );
}

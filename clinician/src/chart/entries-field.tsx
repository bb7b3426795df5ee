/** Picks some of the record's entries: those that match what is written, and those that are picked already. */
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useMemo, useState } from 'react';
import type { Chart } from './chart.ts';
import { entriesLike, entriesOf } from './entries-of.ts';
import { texts } from './texts.ts';
import './entries-field.css';

const most = 12;

export interface EntriesFieldProps {
  chart: Chart;
  label: string;
  error?: string | undefined;
  /** References: `Condition/x`. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

export function EntriesField({ chart, label, error, chosen, onChange }: EntriesFieldProps) {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const all = useMemo(() => entriesOf(chart), [chart]);
  const found = entriesLike(all, text);
  const shown = new Set([...chosen, ...found.slice(0, most).map(({ reference }) => reference)]);
  const left = found.length - found.filter(({ reference }) => shown.has(reference)).length;
  return (
    <div className="entries-field">
      <TextField label={t.filter} help={t.filterHelp} value={text} onChange={setText} />
      <div className="entries-field-list">
        <Several
          label={chosen.length > 0 ? `${label} (${t.chosen(chosen.length)})` : label}
          error={error}
          of={all
            .filter(({ reference }) => shown.has(reference))
            .map(({ reference, title, start }) => ({ id: reference, name: `${title}, ${formatDate(start ?? '')}` }))}
          chosen={chosen}
          onChange={onChange}
        />
      </div>
      <p className="quiet" aria-live="polite">
        {found.length === 0 ? t.noMatch : left > 0 ? t.moreMatch(left) : ''}
      </p>
    </div>
  );
}

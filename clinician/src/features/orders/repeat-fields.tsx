/** When the test is taken and how often, closed until somebody wants another than once, today. */
import { daysOf } from '@vardkedjan/care/coordination/orders/series/series.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { today } from '../../chart/today.ts';
import { type Repeated, whenOf } from './repeated.ts';
import { texts } from './texts.ts';

interface RepeatFieldsProps {
  repeat: Repeated;
  onRepeat: (repeat: Repeated) => void;
}

export function RepeatFields({ repeat, onRepeat }: RepeatFieldsProps) {
  const t = useTexts(texts);
  const { from, every, end } = repeat;
  const isRepeated = every !== '0';
  const when = whenOf(repeat, today());
  const days = 'timing' in when && when.timing ? daysOf(when.timing) : [];
  const told = isRepeated ? t.everies[every] : from || t.whenToday;
  return (
    <details className="order-repeat">
      <summary>
        {t.when}: {told}
      </summary>
      <TextField
        label={t.firstDay}
        value={from || today()}
        onChange={(next) => onRepeat({ ...repeat, from: next })}
        inputMode="numeric"
      />
      <Select
        label={t.repeated}
        value={every}
        choices={(Object.keys(t.everies) as Repeated['every'][]).map((value) => ({ value, text: t.everies[value] }))}
        onChange={(next) => onRepeat({ ...repeat, every: next })}
      />
      {isRepeated ? (
        <TextField
          label={t.untilOrTimes}
          value={end}
          onChange={(next) => onRepeat({ ...repeat, end: next })}
          help={days.length > 0 ? t.repeatedDays(days.length, shortened(days)) : t.untilHelp}
        />
      ) : null}
    </details>
  );
}

const shown = 3;
/** The first days and the last. */
const shortened = (days: readonly string[]): string =>
  days.length <= shown + 1
    ? days.map((day) => formatDate(day)).join(', ')
    : `${days
        .slice(0, shown)
        .map((day) => formatDate(day))
        .join(', ')} … ${formatDate(days.at(-1))}`;

/** The fields of a round side by side, each with the points it gives as it is typed. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from '../texts.ts';
import { fieldOf, type VitalField, vitalFields } from './typed-vitals.ts';
import type { Round } from './use-round.ts';

export interface VitalInputsProps {
  round: Round;
  takesFocus: boolean;
  /** Whose they are, where several rows stand under one another. */
  of?: string;
}

export function VitalInputs({ round, takesFocus, of }: VitalInputsProps) {
  const t = useTexts(texts);
  return vitalFields.map((field, index) => {
    const { name, short, unit } = t.fields[field];
    const label = unit === '' ? name : `${name}, ${unit}`;
    return (
      <label key={field} className="vital-input" data-field={field}>
        <span className={of === undefined ? 'vital-input-name' : 'visually-hidden'}>
          {of === undefined ? short : `${label}, ${of}`}{' '}
          {of === undefined ? <span className="quiet">{unit}</span> : null}
        </span>
        <input
          {...(of === undefined && { 'aria-label': label })}
          value={round.typed[field] ?? ''}
          placeholder={t.helps[field]}
          inputMode={field === 'consciousness' ? 'text' : 'decimal'}
          autoComplete="off"
          aria-invalid={round.unreadable.includes(field)}
          autoFocus={takesFocus && index === 0}
          onChange={(event) => round.set(field, event.target.value)}
        />
        <Points round={round} field={field} />
      </label>
    );
  });
}

function Points({ round, field }: { round: Round; field: VitalField }) {
  const points = (Object.keys(round.score.points) as (keyof typeof round.score.points)[])
    .filter((part) => fieldOf(part) === field)
    .map((part) => round.score.points[part]);
  return (
    <span className="vital-points" data-points={round.isTooYoung ? undefined : points[0]} aria-hidden="true">
      {round.isTooYoung ? '' : (points[0] ?? '')}
    </span>
  );
}

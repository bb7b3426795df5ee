/** A few choices side by side of which one holds: whose appointments, table or curves. */
import type { ReactNode } from 'react';
import './choice-bar.css';

export interface ChoiceBarProps<Value extends string> {
  /** What is chosen, for assistive technology. */
  label: string;
  value: Value;
  choices: readonly (readonly [Value, ReactNode])[];
  onChoose: (value: Value) => void;
}

export function ChoiceBar<Value extends string>({ label, value, choices, onChoose }: ChoiceBarProps<Value>) {
  return (
    <fieldset className="choice-bar">
      <legend className="visually-hidden">{label}</legend>
      {choices.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChoose(each)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}

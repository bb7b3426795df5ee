/** One of a few, all in sight: arrow keys choose. */
import { useId } from 'react';
import './choices.css';
import '../text-field/text-field.css';

export interface ChoicesProps<Value extends string> {
  label: string;
  texts: Readonly<Record<Value, string>>;
  value: Value | undefined;
  onChange: (value: Value) => void;
  autoFocus?: boolean;
}

export function Choices<Value extends string>({
  label,
  texts,
  value,
  onChange,
  autoFocus = false,
}: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="choices-of-one">
      <legend className="text-field-label">{label}</legend>
      {(Object.keys(texts) as Value[]).map((each, index) => (
        <label key={each} className="choice-of-one">
          <input
            type="radio"
            name={name}
            checked={value === each}
            onChange={() => onChange(each)}
            autoFocus={autoFocus && index === 0}
          />
          <span>{texts[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of a few, all in sight: arrow keys choose. */
import { useId } from 'react';
import './warnings.css';

export interface ChoicesProps<Value extends string> {
  label: string;
  texts: Readonly<Record<Value, string>>;
  value: Value | undefined;
  onChange: (value: Value) => void;
}

export function Choices<Value extends string>({ label, texts, value, onChange }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="warning-choices">
      <legend className="text-field-label">{label}</legend>
      {(Object.keys(texts) as Value[]).map((each) => (
        <label key={each} className="warning-choice">
          <input type="radio" name={name} checked={value === each} onChange={() => onChange(each)} />
          {texts[each]}
        </label>
      ))}
    </fieldset>
  );
}

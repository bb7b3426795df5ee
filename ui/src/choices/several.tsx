/** Any of several, all in sight; what is wrong with the choice stands under it. */
import { type ReactNode, useId } from 'react';
import './choices.css';
import '../text-field/text-field.css';

export interface SeveralProps {
  label: string;
  help?: string;
  error?: string | undefined;
  /** Ids and what they are called. */
  of: readonly { id: string; name: ReactNode }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** The first of them takes the focus. */
  autoFocus?: boolean;
}

export function Several({ label, help, error, of, chosen, onChange, autoFocus = false }: SeveralProps) {
  const about = useId();
  const choose = (id: string, isChosen: boolean) =>
    onChange(of.map((each) => each.id).filter((each) => (each === id ? isChosen : chosen.includes(each))));
  return (
    <fieldset className="choices-of-one choices-stacked" aria-describedby={about}>
      <legend className="text-field-label">{label}</legend>
      {of.map(({ id, name }, index) => (
        <label key={id} className="choice-of-one">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => choose(id, event.target.checked)}
            // The dialogue it stands in has just changed: this is where one goes on.
            autoFocus={autoFocus && index === 0}
          />
          <span>{name}</span>
        </label>
      ))}
      <span id={about}>
        {help ? <span className="text-field-help">{help}</span> : null}
        {error ? (
          <span className="text-field-error" role="alert">
            {error}
          </span>
        ) : null}
      </span>
    </fieldset>
  );
}

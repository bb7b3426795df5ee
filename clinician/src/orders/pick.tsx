/** Typing finds, the arrows choose, Enter takes: the first hit is chosen from the start (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type KeyboardEvent, useId, useState } from 'react';
import { texts } from './texts.ts';
import './pick.css';

export interface Hit {
  key: string;
  text: string;
  detail: string;
}

export interface PickProps {
  label: string;
  /** What is asked for now, and what is found by it. */
  asked: string;
  onAsk: (asked: string) => void;
  hits: readonly Hit[];
  onPick: (key: string) => void;
  autoFocus: boolean;
}

const most = 8;

export function Pick({ label, asked, onAsk, hits, onPick, autoFocus }: PickProps) {
  const t = useTexts(texts);
  const id = useId();
  const [at, setAt] = useState(0);
  const shown = hits.slice(0, most);
  const chosen = shown[Math.min(at, shown.length - 1)];
  const ask = (text: string) => {
    setAt(0);
    onAsk(text);
  };
  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    setAt(0);
    onPick(hit.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || shown.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((Math.min(at, shown.length - 1) + step + shown.length) % shown.length);
    else if (event.key === 'Enter') take(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className="order-pick">
      <label className="text-field-label" htmlFor={`${id}-field`}>
        {label}
      </label>
      <input
        id={`${id}-field`}
        className="text-field-input"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-describedby={`${id}-help`}
        {...(chosen && { 'aria-activedescendant': `${id}-${chosen.key}` })}
        autoComplete="off"
        value={asked}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={onKeyDown}
        autoFocus={autoFocus}
      />
      <p className="text-field-help" id={`${id}-help`}>
        {asked.trim() !== '' && shown.length === 0 ? t.noHits : t.pickHelp}
      </p>
      <div className="order-hits" id={`${id}-hits`} role="listbox" aria-label={label} hidden={shown.length === 0}>
        {shown.map((hit) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are the field's
          <div
            key={hit.key}
            id={`${id}-${hit.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={hit === chosen}
            onClick={() => take(hit)}
          >
            <span>{hit.text}</span>
            <span className="quiet">{hit.detail}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Everything one can do, by typing what it is called (WAI-ARIA combobox pattern: the focus stays in the field). */
/* oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- the list of a combobox: the field has the keyboard */
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { RunnableCommand } from './app-commands.ts';
import { matchCommands } from './match-commands.ts';
import { texts } from './texts.ts';
import './commands.css';

export interface PaletteProps {
  commands: readonly RunnableCommand[];
  onFindPatient: ((text: string) => void) | undefined;
  onClose: () => void;
}

export function Palette({ commands, onFindPatient, onClose }: PaletteProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState(0);
  const matching = matchCommands(commands, (command) => command.title[language], typed);
  const finding: RunnableCommand[] =
    onFindPatient !== undefined && typed.trim().length > 1
      ? [
          {
            id: 'find-typed',
            title: { sv: t.findPatient(typed), en: t.findPatient(typed) },
            keys: undefined,
            group: 'app',
            run: () => onFindPatient(typed),
          },
        ]
      : [];
  const shown = [...matching, ...finding];
  const active = shown[Math.min(current, shown.length - 1)];
  useEffect(() => {
    document.getElementById(`command-${active?.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);
  const run = (command: RunnableCommand | undefined) => {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first, so a command that moves it has the last word.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setCurrent((now) => Math.min(now + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setCurrent((now) => Math.max(Math.min(now, shown.length - 1) - 1, 0));
    else if (event.key === 'Enter') run(active);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t.palette} isOpen onClose={onClose} size="narrow">
      <input
        className="text-field-input"
        role="combobox"
        aria-label={t.field}
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={active ? `command-${active.id}` : undefined}
        aria-autocomplete="list"
        placeholder={t.field}
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="palette-list" id="commands" role="listbox" aria-label={t.palette}>
        {shown.map((command) => (
          <li
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            aria-selected={command === active}
            className="palette-command"
            onMouseMove={() => setCurrent(shown.indexOf(command))}
            onClick={() => run(command)}
          >
            <span>{command.title[language]}</span>
            {command.keys ? <Keys keys={command.keys} /> : null}
          </li>
        ))}
      </ul>
      {matching.length === 0 && finding.length === 0 ? <p className="quiet">{t.none}</p> : null}
    </Dialog>
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(' ').map((key, index) => (
        <kbd key={`${index}${key}`}>{key}</kbd>
      ))}
    </span>
  );
}

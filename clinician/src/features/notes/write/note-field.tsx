/**
 * One search word to write under. What is typed is taken as it is (a browser gives line breaks in a textarea as LF); what a
 * colleague writes comes in around the caret, which stays between the same letters.
 */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { type KeyboardEvent, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react';
import type { OthersChange } from '../../../drafts/autosave.ts';
import { caretAfter } from '../draft/caret-after.ts';
import type { WordField } from '../draft/template-fields.ts';
import { unstorableCharacters, withoutUnstorable } from '../draft/unstorable-characters.ts';
import { Differences } from '../differences.tsx';
import { OfferedTexts } from '../../../quick-texts/offered-texts.tsx';
import { useExpansion } from '../../../quick-texts/use-expansion.ts';
import { texts } from '../texts.ts';
import { FieldPhrases } from './field-phrases.tsx';
import '@vardkedjan/ui/text-field/text-field.css';

export interface NoteFieldProps {
  field: WordField;
  text: string;
  others: OthersChange | undefined;
  isMissing: boolean;
  isReadOnly: boolean;
  onType: (text: string) => void;
}

export function NoteField({ field, text, others, isMissing, isReadOnly, onType }: NoteFieldProps) {
  const t = useTexts(texts);
  const id = useId();
  const { area, keepCaret, keepTyped } = useTextAround(text);
  const expansion = useExpansion();
  const unstorable = unstorableCharacters(text);
  const first = unstorable[0];
  const describedBy = [first ? `${id}-unstorable` : '', others ? `${id}-others` : ''].join(' ').trim();
  return (
    <div className="note-field" data-level={field.level}>
      <label htmlFor={id} className="note-field-word">
        {field.title}
        {field.isRequired ? <span className="quiet"> · {t.required}</span> : null}
      </label>
      <textarea
        ref={area}
        id={id}
        className="text-field-input text-field-lines note-field-text"
        rows={2}
        value={text}
        readOnly={isReadOnly}
        spellCheck
        aria-required={field.isRequired}
        aria-invalid={isMissing || first ? true : undefined}
        data-invalid={isMissing || first ? '' : undefined}
        aria-describedby={describedBy || undefined}
        maxLength={field.maxLength}
        onSelect={(event) => {
          keepCaret(event);
          expansion.onSelect(event);
        }}
        onChange={(event) => {
          keepTyped(event.target.value);
          keepCaret(event);
          onType(event.target.value);
        }}
        onKeyDown={(event) => {
          keepCtrlEnterOut(event);
          expansion.onKeyDown(event);
        }}
      />
      {isReadOnly ? null : <OfferedTexts {...expansion} />}
      {field.phrases.length > 0 && !isReadOnly ? (
        <FieldPhrases area={area} word={field.title} phrases={field.phrases} />
      ) : null}
      {first ? (
        <p id={`${id}-unstorable`} className="note-field-remark">
          {t.unstorable(first.name, first.line)}{' '}
          <Button tone="quiet" onPress={() => onType(withoutUnstorable(text))}>
            {t.removeUnstorable}
          </Button>
        </p>
      ) : null}
      {others ? <OthersRemark id={`${id}-others`} change={others} /> : null}
    </div>
  );
}

export function OthersRemark({ id, change }: { id: string; change: OthersChange }) {
  const t = useTexts(texts);
  const who = change.by ?? t.someone;
  const time = change.at ? localTime(new Date(change.at)).time : '';
  return (
    <details id={id} className={change.both ? 'note-field-remark note-field-both' : 'note-field-remark'}>
      <summary>{change.both ? t.bothWrote(who) : t.others(who, time)}</summary>
      <Differences before={change.before} after={change.after} />
    </details>
  );
}

/** Ctrl+Enter signs; it writes no line. */
function keepCtrlEnterOut(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.preventDefault();
}

interface Caret {
  text: string;
  start: number;
  end: number;
}

/** Text that changed under the caret moves it along; what one typed oneself leaves it where it is. */
function useTextAround(text: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<Caret>({ text: '', start: 0, end: 0 });
  const typed = useRef(text);
  useLayoutEffect(() => {
    const { current } = area;
    const was = caret.current;
    if (current && typed.current !== text && document.activeElement === current) {
      current.setSelectionRange(caretAfter(was.text, text, was.start), caretAfter(was.text, text, was.end));
    }
    typed.current = text;
  }, [text]);
  return {
    area,
    keepCaret: ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => {
      caret.current = {
        text: currentTarget.value,
        start: currentTarget.selectionStart,
        end: currentTarget.selectionEnd,
      };
    },
    keepTyped: (value: string) => {
      typed.current = value;
    },
  };
}

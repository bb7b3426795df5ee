/** The template's standard phrases for a search word: one press puts one in where the caret is, as if it had been typed there. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { RefObject } from 'react';
import { texts } from '../texts.ts';

export interface FieldPhrasesProps {
  area: RefObject<HTMLTextAreaElement | null>;
  word: string;
  phrases: readonly string[];
}

export function FieldPhrases({ area, word, phrases }: FieldPhrasesProps) {
  const t = useTexts(texts);
  return (
    <ul className="field-phrases" aria-label={t.phrasesFor(word)}>
      {phrases.map((phrase) => (
        <li key={phrase}>
          <button type="button" className="field-phrase" onClick={() => area.current && putIn(area.current, phrase)}>
            {phrase}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A blank comes between it and a word before it; nothing else of the text is touched, and Ctrl Z takes it back. */
function putIn(area: HTMLTextAreaElement, phrase: string): void {
  area.focus();
  const before = area.value.slice(0, area.selectionStart);
  document.execCommand('insertText', false, /\S$/.test(before) ? ` ${phrase}` : phrase);
}

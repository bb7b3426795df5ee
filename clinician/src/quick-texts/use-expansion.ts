/** A quick text in a field: what the short word before the caret may become, and the Tab that puts it there. */
import { quickTextFor, type QuickText, wordBefore } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { type KeyboardEvent, type SyntheticEvent, useState } from 'react';
import { useQuickTexts } from './queries.ts';

export interface Expansion {
  /** What stands after the sign; undefined: nothing is begun. */
  word: string | undefined;
  /** Those that the word so far may become, the one that Tab would put in first. */
  offered: readonly QuickText[];
  /** Of the field, or of what stands around it. */
  onSelect: (event: SyntheticEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

const mostShown = 5;

export function useExpansion(): Expansion {
  const { own, units } = useQuickTexts();
  const [word, setWord] = useState<string>();
  const all = [...own, ...units.filter((one) => !own.some((mine) => mine.word === one.word))];
  const offered =
    word === undefined
      ? []
      : all
          .filter((one) => one.word.startsWith(word))
          .toSorted((a, b) => Number(b.word === word) - Number(a.word === word) || a.word.localeCompare(b.word, 'sv'))
          .slice(0, mostShown);
  return {
    word,
    offered,
    onSelect: ({ target: area }) => {
      if (!(area instanceof HTMLTextAreaElement)) return;
      const { value, selectionStart, selectionEnd } = area;
      setWord(selectionStart === selectionEnd ? wordBefore(value, selectionStart)?.word : undefined);
    },
    onKeyDown: (event) => {
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      const { target: area } = event;
      if (!(area instanceof HTMLTextAreaElement) || area.readOnly) return;
      const at = area.selectionStart === area.selectionEnd ? wordBefore(area.value, area.selectionStart) : undefined;
      const found = at && quickTextFor(at.word, own, units);
      if (!at || !found) return;
      event.preventDefault();
      area.setSelectionRange(at.from, area.selectionStart);
      // As typed: Ctrl Z takes it back, and what is kept of the draft is told as by any key.
      document.execCommand('insertText', false, found.text);
      setWord(undefined);
    },
  };
}

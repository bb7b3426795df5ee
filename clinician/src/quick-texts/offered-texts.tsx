/** The quick texts that the word under the caret may become. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from './texts.ts';
import type { Expansion } from './use-expansion.ts';
import './quick-texts.css';

export function OfferedTexts({ offered, word: typed }: Pick<Expansion, 'offered' | 'word'>) {
  const t = useTexts(texts);
  if (offered.length === 0) return null;
  return (
    <output className="quick-texts-offered">
      {offered.map(({ word, text }) => (
        <span key={word} className="quick-texts-one">
          <strong>;{word}</strong> <span className="quick-texts-beginning">{text}</span>{' '}
          {word === typed ? <kbd>{t.tab}</kbd> : null}
        </span>
      ))}
    </output>
  );
}

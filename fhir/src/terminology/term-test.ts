/** Tests of a single term (members.ts). */
import type { TermTest } from './members.ts';
import { searchableText, typedWords } from './search-words.ts';

export function passesTerm({ how, texts, not }: TermTest, term: string): boolean {
  const searchable = searchableText(term);
  const passes = (text: string): boolean =>
    how === 'match'
      ? typedWords(text).every((word) => searchable.includes(` ${word}`))
      : wildcards(text, term.toLowerCase());
  return texts.some(passes) !== not;
}

/** `*` is any text. Each piece is looked for once from the left, so that no pattern takes long. */
function wildcards(pattern: string, term: string): boolean {
  const [first = '', ...pieces] = pattern.toLowerCase().split('*');
  const last = pieces.pop();
  if (last === undefined) return term === first;
  if (!term.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = term.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return term.length - last.length >= at && term.endsWith(last);
}

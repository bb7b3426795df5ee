/**
 * How terms are found by words that somebody types. Å, ä and ö are letters of their own in Swedish, so what is typed with them
 * must have them; but who types `hjart` on another keyboard finds `hjärta`: each word is kept without its dots too.
 * Other accents (é, ü) never matter. A typed word matches the beginning of a word; from four letters on also the inside of
 * one, for Swedish writes compounds together (`infarkt` finds `Hjärtinfarkt`). One or two letters alone begin the whole term.
 */
const marks = /[\u0300-\u036f]/g;
const ownLetters = /[åäö]/;

/** Lower case, without accents other than those of å, ä and ö. */
function swedish(word: string): string {
  return word.replaceAll(/[^a-z0-9åäö]/g, (letter) => letter.normalize('NFD').replaceAll(marks, ''));
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.map(swedish) ?? []
  );
}

/** The text to look in: a space before and after every word; where there is an å, ä or ö, a bar and all of it once more without. */
export function searchableText(term: string): string {
  const text = ` ${wordsOf(term).join(' ')} `;
  return ownLetters.test(text) ? `${text}|${text.normalize('NFD').replaceAll(marks, '')}` : text;
}

/** What was typed, as words to look for. */
export function typedWords(filter: string): string[] {
  return [...new Set(wordsOf(filter))];
}

/** From so many letters on a typed word may stand inside another. */
export const insideFrom = 4;

/** A single word with fewer letters than this stands in too much: it must begin the term. */
const anywhereFrom = 3;

export function mustBegin(words: readonly string[]): boolean {
  return words.length === 1 && (words[0] as string).length < anywhereFrom;
}

/** A code as people write it, with or without dot: `E11.9`, `e119`. */
export function codeKey(code: string): string {
  return code.toLowerCase().replaceAll(/[\s.\-/]/g, '');
}

/** The whole of a typed text, to be compared with the beginning of terms. */
export function beginning(filter: string): string {
  return ` ${wordsOf(filter).join(' ')}`;
}

/**
 * How good a hit is, the lowest first: the code, codes that begin so, the very term, terms that begin so, terms with all the words,
 * terms with the words inside others. undefined: no hit.
 */
export function rankOf(code: string, searchable: string, filter: string): number | undefined {
  const key = codeKey(filter);
  const its = codeKey(code);
  if (key !== '' && its === key) return 0;
  if (key !== '' && its.startsWith(key)) return 1;
  const words = typedWords(filter);
  if (mustBegin(words) && !searchable.startsWith(` ${words[0]}`)) return undefined;
  if (words.length === 0 || !words.every((word) => searchable.includes(word.length >= insideFrom ? word : ` ${word}`)))
    return undefined;
  const start = beginning(filter);
  const framed = `|${searchable}|`;
  if (framed.includes(`|${start} |`)) return 2;
  if (framed.includes(`|${start}`)) return 3;
  return words.every((word) => searchable.includes(` ${word}`)) ? 4 : 5;
}

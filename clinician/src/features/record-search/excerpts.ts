/**
 * Where in a resource the searched words stand, for showing hits with their surroundings. The server decides what is a hit (Swedish stemming);
 * this only marks words that begin like a searched one, and never changes a letter of what it quotes.
 */
import type { Resource } from '@medplum/fhirtypes';

export interface Piece {
  text: string;
  isHit: boolean;
}

export interface Excerpt {
  /** The search word (sökord) or field it stands under. */
  heading: string;
  pieces: Piece[];
  /** More stands before or after in the source. */
  cutBefore: boolean;
  cutAfter: boolean;
}

/** Endings of Swedish inflection, as the Snowball stemmer strips them first; what remains must be worth marking. */
const endings =
  /(?:heterna|hetens|arnas|ernas|ornas|andet|arens|ornas|aren|arna|erna|orna|ande|arne|aste|anden|heten|heter|are|ast|ens|ern|het|ad|ar|as|at|en|er|es|et|or|a|e|n|t|s)$/u;
const shortestStem = 3;

export function stemOf(word: string): string {
  const plain = word.toLocaleLowerCase('sv');
  const stem = plain.replace(endings, '');
  return stem.length >= shortestStem ? stem : plain;
}

/** The stems of a query's words; operators and quotes of the web-search form are no words. */
export function stemsOf(query: string): string[] {
  return [...new Set((query.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.toLowerCase() !== 'or').map(stemOf))];
}

export function markHits(text: string, stems: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0].toLocaleLowerCase('sv');
    if (!stems.some((stem) => word.startsWith(stem))) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), isHit: false });
    pieces.push({ text: match[0], isHit: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}

const around = 90;

/** The parts of a resource where the words stand, at most `most` of them. */
export function excerptsOf(resource: Resource, stems: readonly string[], most = 3): Excerpt[] {
  const found: Excerpt[] = [];
  const quoted = new Set<string>();
  for (const { heading, text } of textsOf(resource)) {
    const first = firstHit(text, stems);
    if (first === undefined || quoted.has(text)) continue;
    quoted.add(text);
    const start = first.at <= around ? 0 : wordStart(text, first.at - around);
    const end = first.at + around * 2 >= text.length ? text.length : wordStart(text, first.at + around * 2);
    found.push({
      heading,
      pieces: markHits(text.slice(start, end), stems),
      cutBefore: start > 0,
      cutAfter: end < text.length,
    });
    if (found.length === most) break;
  }
  return found;
}

function firstHit(text: string, stems: readonly string[]): { at: number } | undefined {
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (stems.some((stem) => match[0].toLocaleLowerCase('sv').startsWith(stem))) return { at: match.index };
  }
  return undefined;
}

const wordStart = (text: string, at: number) => {
  const space = text.indexOf(' ', at);
  return space < 0 ? at : space + 1;
};

/** Keys whose text is no text: codes, addresses and names of things. */
const notText = new Set([
  'id',
  'resourceType',
  'reference',
  'system',
  'code',
  'url',
  'linkId',
  'status',
  'questionnaire',
  'type',
  'use',
  'unit',
  'data',
  'language',
]);
const notSearched = new Set(['meta', 'extension', 'identifier', '_questionnaire']);

/** Every text of a resource with what it stands under; notes have their search words. */
function* textsOf(value: unknown, heading = ''): Generator<{ heading: string; text: string }> {
  if (typeof value === 'string') {
    yield { heading, text: value };
  } else if (Array.isArray(value)) {
    for (const each of value) yield* textsOf(each, heading);
  } else if (typeof value === 'object' && value !== null) {
    const { text, answer } = value as { text?: unknown; answer?: unknown };
    const isItem = Array.isArray(answer) && typeof text === 'string';
    for (const [name, part] of Object.entries(value)) {
      if (notSearched.has(name) || (typeof part === 'string' && notText.has(name)) || (isItem && name === 'text'))
        continue;
      yield* textsOf(part, isItem ? (text as string) : heading);
    }
  }
}

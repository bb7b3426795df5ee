/**
 * Three versions of a draft's texts into one. Where two people changed different lines of the same search word, both changes
 * are made; where they changed the same line, care/record-keeping/merge-notes.ts keeps both texts and the word is named.
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { mergeNotes } from '@vardkedjan/care/record-keeping/merge-notes.ts';
import { isRefused } from '@vardkedjan/care/record-keeping/sign-note.ts';
import type { Merged } from './autosave.ts';
import type { DraftTexts } from './draft-store.ts';

export function mergeTexts(base: DraftTexts, mine: DraftTexts, theirs: DraftTexts): Merged {
  const woven: Record<string, string> = {};
  for (const linkId of Object.keys(base)) {
    const text = weave(base[linkId] ?? '', mine[linkId] ?? '', theirs[linkId] ?? '');
    if (text !== undefined && text !== '') woven[linkId] = text;
  }
  const result = mergeNotes(noteOf(base), noteOf({ ...mine, ...woven }), noteOf({ ...theirs, ...woven }));
  // Only a signed note or another patient's is refused, and these three are neither.
  if (isRefused(result)) throw new Error(`Drafts could not be merged: ${result.refused}`);
  return { texts: textsOf(result.note), both: result.conflicts.map((conflict) => conflict.path) };
}

function noteOf(texts: DraftTexts): QuestionnaireResponse {
  const item = Object.entries(texts).map(([linkId, valueString]) => ({ linkId, answer: [{ valueString }] }));
  return { resourceType: 'QuestionnaireResponse', status: 'in-progress', item };
}

function textsOf({ item = [] }: QuestionnaireResponse): DraftTexts {
  return Object.fromEntries(
    item.flatMap(({ linkId, answer }) => {
      const text = answer?.[0]?.valueString;
      return text === undefined ? [] : [[linkId, text]];
    }),
  );
}

interface Edit {
  /** In the base: from here to there was replaced. */
  from: number;
  to: number;
  by: string;
}

/**
 * Both edits in one text when they lie on different lines; undefined otherwise, or when either side has not changed. Within a
 * line, two harmless edits can make a sentence that neither wrote: one takes away "ingen" and the other adds "svår".
 */
export function weave(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || mine === base || theirs === base) return undefined;
  const [first, second] = [editOf(base, mine), editOf(base, theirs)].sort((a, b) => a.from - b.from || a.to - b.to);
  if (!first || !second || !base.slice(first.to, Math.max(first.to, second.from)).includes('\n')) return undefined;
  return base.slice(0, first.from) + first.by + base.slice(first.to, second.from) + second.by + base.slice(second.to);
}

/** The smallest stretch of `before` that makes it `after` when replaced. */
function editOf(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, by: after.slice(from, after.length - end) };
}

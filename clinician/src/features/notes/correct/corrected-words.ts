/**
 * What a correction changes of a note, word by word, so that it is a correction of the note as it stands when it is signed: what somebody
 * else corrects meanwhile stays.
 */
import { type DraftTexts, withText } from '../../../drafts/draft-store.ts';

/** With `text` in one of the words; as the note has it, it is no longer changed. An emptied word is kept as emptied. */
export function withCorrected(changed: DraftTexts, before: DraftTexts, linkId: string, text: string): DraftTexts {
  const { [linkId]: _was, ...others } = changed;
  return text === (before[linkId] ?? '') ? others : { ...others, [linkId]: text };
}

/** The note as it will be. */
export const correctedTexts = (before: DraftTexts, changed: DraftTexts): DraftTexts =>
  Object.entries(changed).reduce((texts, [linkId, text]) => withText(texts, linkId, text), before);

/** What of `after` is not as in the note. */
export const changedBetween = (before: DraftTexts, after: DraftTexts): DraftTexts =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].reduce(
    (changed: DraftTexts, linkId) => withCorrected(changed, before, linkId, after[linkId] ?? ''),
    {},
  );

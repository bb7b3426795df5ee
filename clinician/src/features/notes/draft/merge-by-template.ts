/** Three versions of a draft by a template into one: what the template asks for in another way than as text has its own way of being merged. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { codedLineOf } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import type { Merged } from '../../../drafts/autosave.ts';
import type { DraftTexts } from '../../../drafts/draft-store.ts';
import { mergeTexts } from '../../../drafts/merge-texts.ts';
import { mergedCoded } from './coded-answers.ts';
import { isTyped, questionsOf } from './typed-answers.ts';

/**
 * For a draft by this template. Two numbers do not stand in one field: mine stays where both have written one, and theirs is told beside it.
 * What both have coded stands in one list.
 */
export const mergeBy =
  (template: Questionnaire | undefined) =>
  (base: DraftTexts, mine: DraftTexts, theirs: DraftTexts): Merged => {
    const merged = mergeTexts(base, mine, theirs);
    const questions = questionsOf(template);
    const texts: Record<string, string> = { ...merged.texts };
    for (const linkId of merged.both) {
      const kept = mine[linkId] ?? theirs[linkId];
      if (kept !== undefined && isTyped(questions.get(linkId))) texts[linkId] = kept;
    }
    const coded = [...questions.values()].filter((question) => codedLineOf(question)).map(({ linkId }) => linkId);
    for (const linkId of coded) {
      const text = mergedCoded(base[linkId] ?? '', mine[linkId] ?? '', theirs[linkId] ?? '');
      if (text === '') delete texts[linkId];
      else texts[linkId] = text;
    }
    return { texts, both: merged.both.filter((linkId) => !coded.includes(linkId)) };
  };

/** What an analysis lacks before it can be signed: a closed set, each with its words. */
import type { Language } from '../rule.ts';
import type { Analysis } from './analysis.ts';
import { type Part, partWords, parts } from './form.ts';
import { missingFor, type Right, rights, rightWords } from './rights.ts';
import { daysBetween, nextReview } from './review.ts';

export type AnalysisFault =
  | { is: 'no-role' }
  | { is: 'no-words'; part: Part }
  | { is: 'not-decided' | 'no-reason'; right: Right }
  | { is: 'rests-on'; right: Right; missing: Right }
  | { is: 'review-day' };

/** In the document's order. `today`: the day of the signing, YYYY-MM-DD. */
export function analysisFaults({ role, words, said, review }: Analysis, today: string): AnalysisFault[] {
  const given = new Set(rights.filter((right) => said[right].given === true));
  return [
    ...(role === '' ? [{ is: 'no-role' } as const] : []),
    ...parts.filter((part) => words[part].trim() === '').map((part): AnalysisFault => ({ is: 'no-words', part })),
    ...rights.flatMap((right): AnalysisFault[] => {
      if (said[right].given === undefined) return [{ is: 'not-decided', right }];
      const missing = given.has(right) ? missingFor(right, given) : undefined;
      return [
        ...(said[right].why.trim() === '' ? [{ is: 'no-reason', right } as const] : []),
        ...(missing === undefined ? [] : [{ is: 'rests-on', right, missing } as const]),
      ];
    }),
    ...(review !== undefined && (daysBetween(today, review) < 1 || nextReview(today, review) !== review)
      ? [{ is: 'review-day' } as const]
      : []),
  ];
}

export function faultText(fault: AnalysisFault, language: Language): string {
  const sv = language === 'sv';
  switch (fault.is) {
    case 'no-role':
      return sv ? 'Rollen saknas.' : 'The role is missing.';
    case 'no-words':
      return sv ? `”${partWords[fault.part].sv}” är inte ifyllt.` : `“${partWords[fault.part].en}” is not filled in.`;
    case 'not-decided':
      return sv
        ? `Det är inte bestämt om rätten ”${rightWords[fault.right].sv.name}” ges.`
        : `It is not decided whether “${rightWords[fault.right].en.name}” is given.`;
    case 'no-reason':
      return sv
        ? `Det står inte varför det är bestämt så om ”${rightWords[fault.right].sv.name}”.`
        : `It does not say why it is so decided of “${rightWords[fault.right].en.name}”.`;
    case 'rests-on':
      return sv
        ? `”${rightWords[fault.right].sv.name}” förutsätter ”${rightWords[fault.missing].sv.name}”.`
        : `“${rightWords[fault.right].en.name}” rests on “${rightWords[fault.missing].en.name}”.`;
    case 'review-day':
      return sv
        ? 'Uppföljningen ska vara efter i dag och inom ett år.'
        : 'The review is to be after today, and within a year.';
  }
}

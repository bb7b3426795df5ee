/**
 * What staff may write of an answer: its text is signed by whoever writes it, with the hash that travels with it (F1,
 * http://hl7.org/fhir/R4/datatypes.html#Attachment), and what was signed is not written over: a preliminary answer becomes final, one that is
 * final is corrected or withdrawn, and says so (http://hl7.org/fhir/R4/valueset-diagnostic-report-status.html).
 */
import type { Attachment, DiagnosticReport } from '@medplum/fhirtypes';
import { type AnswerState, answerStateOf } from '../answer-to-see.ts';
import { localName } from '../order-codes.ts';

export const answerTextType = 'text/plain; charset=utf-8';

/** What goes beside the conclusion: the same text, and the hash that its author gave it. */
export const signedText = ({ presentedForm = [] }: DiagnosticReport): Attachment | undefined =>
  presentedForm.find(({ contentType, hash }) => contentType?.startsWith('text/plain') && hash !== undefined);

const following: Readonly<Record<AnswerState, readonly AnswerState[]>> = {
  preliminary: ['preliminary', 'final', 'corrected', 'withdrawn'],
  final: ['corrected', 'withdrawn'],
  corrected: ['corrected', 'withdrawn'],
  withdrawn: ['corrected', 'withdrawn'],
};

interface Written {
  before: DiagnosticReport | undefined;
  after: DiagnosticReport | undefined;
  /** `Practitioner/x`. */
  practitioner: string;
  /** What the hash of a text would be. */
  hashOf: (text: string) => string;
}

/** Why staff may not write it so, as a sentence; undefined: they may. */
export function reportFault({ before, after, practitioner, hashOf }: Written): string | undefined {
  const from = before && answerStateOf(before);
  if (after === undefined)
    return from === undefined ? undefined : 'An answer that was signed is withdrawn, not deleted.';
  if (before !== undefined && from !== undefined && contentOf(before) === contentOf(after)) return undefined;
  const to = answerStateOf(after);
  if (to === undefined) return from === undefined ? undefined : 'An answer that was signed is not unsigned again.';
  if (from !== undefined && !following[from].includes(to))
    return 'An answer that is final is corrected or withdrawn, and says so.';
  if (!(after.resultsInterpreter ?? []).some(({ reference }) => localName(reference) === practitioner))
    return 'An answer is signed by the one who writes it: resultsInterpreter.';
  const { conclusion = '' } = after;
  return conclusion === '' || signedText(after)?.hash === hashOf(conclusion)
    ? undefined
    : 'The text of an answer goes with its hash: presentedForm.';
}

const contentOf = ({ meta: _meta, id: _id, text: _text, ...content }: DiagnosticReport): string =>
  JSON.stringify(Object.entries(content).toSorted(([a], [b]) => a.localeCompare(b)));

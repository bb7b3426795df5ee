/** The entries of a coded line: codes and texts in their order, each once. */
import type { QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import { type CodedLine, codedLines, onProblemListUrl } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import type { Code } from './ranked-codes.ts';

type CodedAnswer = QuestionnaireResponseItemAnswer;

export const codedAnswer = (line: CodedLine, { code, display }: Code): CodedAnswer => ({
  valueCoding: { system: codedLines[line].system, code, display },
});

const keyOf = ({ valueCoding, valueString }: CodedAnswer): string =>
  valueCoding ? `code ${valueCoding.system} ${valueCoding.code}` : `text ${valueString}`;

/** On the problem list or not. */
export const isSameEntry = (a: CodedAnswer, b: CodedAnswer): boolean => keyOf(a) === keyOf(b);

/** Last; what stands there already stays where it is. */
export const withEntry = (entries: readonly CodedAnswer[], added: CodedAnswer): CodedAnswer[] =>
  entries.some((each) => isSameEntry(each, added)) ? [...entries] : [...entries, added];

export function withProblemList(answer: CodedAnswer, isOn: boolean): CodedAnswer {
  const { extension = [], ...rest } = answer;
  const others = extension.filter(({ url }) => url !== onProblemListUrl);
  const all = isOn ? [...others, { url: onProblemListUrl, valueBoolean: true }] : others;
  return all.length > 0 ? { ...rest, extension: all } : rest;
}

/**
 * What stands in a coded line as the text that a draft keeps, and back: an answer a line, each as JSON, so that codes, names and free text come
 * back as they went in, byte for byte. Two who code at once lose nothing: lines are a list, merged code by code.
 */
import type { QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import { answerText } from '@vardkedjan/ui/note/note-sections.ts';
import { isSameEntry } from '../../../coding/entries.ts';

type CodedAnswer = QuestionnaireResponseItemAnswer;

export const textOfCoded = (answers: readonly CodedAnswer[]): string => answers.map(canonicalJson).join('\n');

export const codedOfText = (text: string): CodedAnswer[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as CodedAnswer]));

/** Theirs in their order, less what I took away, with what I changed, and last what I put there. */
export function mergedCoded(base: string, mine: string, theirs: string): string {
  if (theirs === base) return mine;
  if (mine === base) return theirs;
  const before = codedOfText(base);
  const own = codedOfText(mine);
  const among = (answers: readonly CodedAnswer[], one: CodedAnswer) => answers.find((each) => isSameEntry(each, one));
  const kept = codedOfText(theirs).flatMap((each): CodedAnswer[] => {
    const was = among(before, each);
    const now = among(own, each);
    if (now === undefined) return was && canonicalJson(was) === canonicalJson(each) ? [] : [each];
    return [canonicalJson(now) === canonicalJson(was ?? each) ? each : now];
  });
  const added = own.filter((each) => !among(kept, each) && !among(before, each));
  return textOfCoded([...kept, ...added]);
}

/** As it is read: one entry a line. */
export const toldCoded = (text: string): string =>
  codedOfText(text)
    .map((answer) => answerText(answer, 'sv'))
    .join('\n');

/**
 * What a letter begins with: a Questionnaire like the templates of notes, the unit's own and in versions (care/src/record-keeping/unit-template.ts),
 * whose one text says by its code which letter it is for, and has something in it from the start. What stands in braces is put in.
 */
import type { Coding, Questionnaire } from '@medplum/fhirtypes';
import { isLetterKind, letterKindSystem, type LetterKind } from './letter.ts';

export const letterPlaces = [
  'namn',
  'tid',
  'hos',
  'enhet',
  'adress',
  'telefon',
  'orsak',
  'vårdtid',
  'diagnoser',
  'åtgärder',
  'läkemedel',
  'ändringar',
  'uppföljning',
  'ansvarig',
] as const;
export type LetterPlace = (typeof letterPlaces)[number];

/** undefined: it is no letter's. */
export function letterKindOfTemplate({ item = [] }: Questionnaire): LetterKind | undefined {
  const found = item.flatMap(({ code = [] }) => code).find(({ system }) => system === letterKindSystem)?.code;
  return isLetterKind(found) ? found : undefined;
}

/** Beside the kind, of the template that is meant for an answer with nothing remarkable in it. */
export const normalAnswer: Coding = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/letter-use',
  code: 'normal-answer',
  display: 'Svar utan anmärkning',
};

export const isForNormalAnswer = ({ item = [] }: Questionnaire): boolean =>
  item.some(({ code = [] }) =>
    code.some(({ system, code: use }) => system === normalAnswer.system && use === normalAnswer.code),
  );

export const beginningOf = ({ item = [] }: Questionnaire): string =>
  item.find(({ type }) => type === 'text')?.initial?.[0]?.valueString ?? '';

/** What is not known stays in its braces, to be seen and filled in. */
export function filledIn(template: string, facts: Readonly<Partial<Record<LetterPlace, string>>>): string {
  return template.replaceAll(/\{(\p{L}+)\}/gu, (whole, name: string) => facts[name as LetterPlace] ?? whole);
}

/** The places that nothing has been put in: such a letter is not sent. */
export const emptyPlaces = (text: string): string[] =>
  letterPlaces.filter((place) => text.includes(`{${place}}`)).map((place) => `{${place}}`);

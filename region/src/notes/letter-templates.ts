/** What letters to patients begin with, for all units; a unit’s head adapts them as its note templates. What stands in braces is put in. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { normalAnswer } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { letterKinds, letterKindSystem, type LetterKind } from '@vardkedjan/care/coordination/letters/letter.ts';
import { testDataTag } from '../people/patient.ts';

interface LetterTemplate {
  id: string;
  kind: LetterKind;
  title: string;
  text: string;
  /** What the letter of a normal answer begins with. */
  isForNormal?: true;
  /** 1 when it is left out. */
  version?: string;
}

const letters: readonly LetterTemplate[] = [
  {
    id: 'letter-summons',
    kind: 'summons',
    title: 'Kallelse till besök',
    text: 'Hej {namn}!\n\nDu är välkommen till {hos}\n{tid}\n\nVar: {enhet}, {adress}\n\nPassar tiden inte? Ring oss på {telefon} så snart du kan, så att någon annan får den.\n\nTa med legitimation och en lista över dina läkemedel.',
  },
  {
    id: 'letter-answer-normal',
    kind: 'answer',
    title: 'Dina prover är bra',
    isForNormal: true,
    text: 'Hej!\n\nSvaren på dina prover har kommit och de är bra. Du behöver inte göra något.\n\nHör av dig till mottagningen om du har frågor.\n\nMed vänlig hälsning',
  },
  {
    id: 'letter-answer-again',
    kind: 'answer',
    title: 'Lämna nya prover',
    text: 'Hej!\n\nSvaren på dina prover har kommit. Ett värde behöver kontrolleras igen. Boka tid för provtagning i appen eller ring mottagningen.\n\nMed vänlig hälsning',
  },
  {
    id: 'letter-answer-contact',
    kind: 'answer',
    title: 'Vi behöver prata om dina prover',
    text: 'Hej!\n\nSvaren på dina prover har kommit. Jag vill prata med dig om dem. Du får en tid av mottagningen.\n\nMed vänlig hälsning',
  },
  {
    id: 'letter-discharge',
    kind: 'discharge',
    title: 'Utskrivningsinformation',
    version: '2',
    text: 'Hej {namn}!\n\nDu vårdades på {enhet} {vårdtid}.\n\nDärför vårdades du hos oss:\n{orsak}\n\nDiagnoser:\n{diagnoser}\n\nDet här gjordes:\n{åtgärder}\n\nDina läkemedel nu:\n{läkemedel}\n\nÄndringar i dina läkemedel:\n{ändringar}\n\nSå går det vidare:\n{uppföljning}\n\nSök vård om:\n\n\nFrågor? Ring {enhet} på {telefon}. Ansvarig läkare: {ansvarig}.',
  },
  {
    id: 'letter-plain',
    kind: 'letter',
    title: 'Brev',
    text: 'Hej {namn}!\n\n\n\nMed vänlig hälsning',
  },
];

export function* letterTemplates(): Generator<Questionnaire> {
  for (const { id, kind, title, text, isForNormal, version = '1' } of letters)
    yield {
      resourceType: 'Questionnaire',
      id,
      meta: { tag: [{ ...testDataTag }] },
      url: `https://vardkedjan.se/fhir/Questionnaire/${id}`,
      version,
      name: `Letter${id.replaceAll(/(?:^letter)?-(\w)/g, (_whole, letter: string) => letter.toUpperCase())}`,
      title,
      status: 'active',
      subjectType: ['Patient'],
      item: [
        {
          linkId: 'text',
          // R4 finds a Questionnaire by the codes of its items.
          code: [
            { system: letterKindSystem, code: kind, display: letterKinds[kind] },
            ...(isForNormal ? [normalAnswer] : []),
          ],
          text: 'Brevets text',
          type: 'text',
          initial: [{ valueString: text }],
        },
      ],
    };
}

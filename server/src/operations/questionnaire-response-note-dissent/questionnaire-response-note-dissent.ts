/**
 * `POST QuestionnaireResponse/[id]/$note-dissent`: PDL (2008:355) 3 kap. 8 §. The rules are care/src/record-keeping/after-signing/dissenting-opinion.ts.
 * It is an entry of its own that somebody answers for, so it takes what signing takes (docs/open-questions.md).
 */
import {
  dissentContent,
  type DissentFault,
  dissentFault,
  withDissent,
} from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { noteSeen, signerOf, versionSeen, writeNote } from '../note-to-sign.ts';
import type { Operation } from '../operation.ts';
import { sealOf } from '../sign-content.ts';
import { terms } from './terms.ts';

export const questionnaireResponseNoteDissent: Operation = {
  terms,
  act: 'sign',
  concerns(asked) {
    versionSeen(asked);
    return [{ act: 'sign', type: 'QuestionnaireResponse', id: asked.id }];
  },
  async handle(asked, input) {
    const note = await noteSeen(asked);
    const opinion = input.text('opinion') ?? '';
    const fault = dissentFault(note, opinion);
    if (fault !== undefined) throw failureOf(fault);
    const said = { opinion, at: new Date().toISOString(), by: signerOf(asked) };
    return writeNote(asked, withDissent(note, said, await sealOf(dissentContent(note, said), asked.wiring.keys)));
  },
};

const words: Readonly<Record<DissentFault, { sv: string; en: string }>> = {
  'a-draft': {
    sv: 'Anteckningen är ett utkast. Ändra i utkastet i stället.',
    en: 'The note is a draft. Change the draft instead.',
  },
  'no-opinion': { sv: 'Skriv vad patienten anser.', en: 'Say what the patient holds.' },
};

const failureOf = (fault: DissentFault): Failure =>
  new Failure('invalid', words[fault].en, {
    status: 422,
    issues: [
      { severity: 'error', code: 'business-rule', details: { text: words[fault].sv }, diagnostics: words[fault].en },
    ],
  });

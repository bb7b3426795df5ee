/** A note is countersigned: who asks whom, and what is answered. The rules are care/src/record-keeping/after-signing/counter-signing.ts. */
import type { Reference, Task } from '@medplum/fhirtypes';
import {
  answerCounterSigning,
  askToCounterSign,
  type CounterSigningFault,
  counterSigningHindrance,
} from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { withCounterSignature } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { counterSignedContent } from '@vardkedjan/care/record-keeping/signed-content.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern } from '../../http/concern.ts';
import type { OperationInput } from '../input.ts';
import { noteSeen, signerOf, versionSeen, writeNote } from '../note-to-sign.ts';
import type { Operation } from '../operation.ts';
import { sealOf } from '../sign-content.ts';
import { type Request, requestChange, requestOf } from './request-of-note.ts';
import { askTerms, countersignTerms, returnTerms } from './terms.ts';

/** Whoever may sign at the note's unit asks, countersigns and returns there. */
function signing(asked: Asked): Concern[] {
  versionSeen(asked);
  return [{ act: 'sign', type: 'QuestionnaireResponse', id: asked.id }];
}

const ask: Operation = {
  terms: askTerms,
  act: 'sign',
  concerns(asked, input) {
    askedColleague(input);
    return signing(asked);
  },
  async handle(asked, input) {
    const note = await noteSeen(asked);
    const [by, at] = [signerOf(asked), new Date().toISOString()];
    const before = await requestOf(asked, note.id);
    return writeRequest(asked, held(askToCounterSign({ note, by, of: askedColleague(input), at })), before);
  },
};

const countersign: Operation = {
  terms: countersignTerms,
  act: 'sign',
  concerns: signing,
  async handle(asked) {
    const note = await noteSeen(asked);
    const [who, at] = [signerOf(asked), new Date().toISOString()];
    const request = await requestOf(asked, note.id);
    const fault = counterSigningHindrance(note, request?.task, who.reference);
    if (fault !== undefined || request === undefined) throw failureOf(fault ?? 'not-asked');
    const data = await sealOf(counterSignedContent(note, who.reference, at), asked.wiring.keys);
    const answered = held(answerCounterSigning(request.task, at));
    return writeNote(asked, withCounterSignature(note, { at, who, data }), [requestChange(answered, note.id, request)]);
  },
};

const giveBack: Operation = {
  terms: returnTerms,
  act: 'sign',
  concerns: signing,
  async handle(asked, input) {
    const note = await noteSeen(asked);
    const request = await requestOf(asked, note.id);
    const fault = counterSigningHindrance(note, request?.task, signerOf(asked).reference);
    if (fault !== undefined || request === undefined) throw failureOf(fault ?? 'not-asked');
    const returned = answerCounterSigning(request.task, new Date().toISOString(), {
      reason: input.text('reason') ?? '',
    });
    return writeRequest(asked, held(returned), request);
  },
};

export const counterSigningOperations: readonly Operation[] = [ask, countersign, giveBack];

async function writeRequest(asked: Asked, task: Task, before: Request | undefined): Promise<Answer> {
  const [written] = await asked.record.write([requestChange(task, asked.id, before)]);
  if (written === undefined) throw new Error('the request was not written');
  return answerWith(written.stored);
}

function askedColleague(input: OperationInput): Reference {
  const { reference, display } = input.value<Reference>('of') ?? {};
  if (reference === undefined || !/^Practitioner\/[A-Za-z0-9\-.]{1,64}$/.test(reference))
    throw new Failure('invalid', 'of must refer to a Practitioner here');
  return { reference, ...(display !== undefined && { display }) };
}

function held(task: Task | CounterSigningFault): Task {
  if (typeof task === 'string') throw failureOf(task);
  return task;
}

const words: Readonly<Record<CounterSigningFault, { sv: string; en: string }>> = {
  'a-draft': { sv: 'Anteckningen är inte signerad än.', en: 'The note is not signed yet.' },
  'countersigned-already': {
    sv: 'Anteckningen är redan kontrasignerad.',
    en: 'The note has been countersigned already.',
  },
  'own-note': {
    sv: 'En anteckning kontrasigneras av någon annan än den som skrev den.',
    en: 'A note is countersigned by somebody else than its author.',
  },
  'not-asked': {
    sv: 'Ingen kontrasignering väntar på den här anteckningen.',
    en: 'No countersignature is waited for on this note.',
  },
  'not-the-one-asked': {
    sv: 'Någon annan är ombedd att kontrasignera anteckningen.',
    en: 'Somebody else is asked to countersign the note.',
  },
  'no-reason': {
    sv: 'Skriv vad som behöver rättas innan du återlämnar anteckningen.',
    en: 'Say what is to be put right before you return the note.',
  },
};

const failureOf = (fault: CounterSigningFault): Failure =>
  new Failure('invalid', words[fault].en, {
    status: 422,
    issues: [
      { severity: 'error', code: 'business-rule', details: { text: words[fault].sv }, diagnostics: words[fault].en },
    ],
  });

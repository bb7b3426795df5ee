/** What may come beside a signed note, and what staff may make of a request to countersign it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse, Task } from '@medplum/fhirtypes';
import { isLawfulSuccessor } from '../lawful-successor.ts';
import { counterSignatureOf, signatureOf, withCounterSignature, withSignature } from '../note-signature.ts';
import { afterCorrection, answerCounterSigning, askToCounterSign, counterSigningHindrance } from './counter-signing.ts';
import { dissentContent, dissentsOf, withDissent } from './dissenting-opinion.ts';
import { counterSigningFault } from './lawful-counter-signing.ts';

const at = '2026-11-22T13:05:00Z';
const [author, colleague] = ['Practitioner/a', 'Practitioner/c'].map((reference) => ({ reference })) as [
  { reference: string },
  { reference: string },
];
const signed = {
  ...withSignature(
    {
      resourceType: 'QuestionnaireResponse',
      id: 'n',
      status: 'completed',
      subject: { reference: 'Patient/p' },
      author,
      item: [{ linkId: 'a', answer: [{ valueString: 'Ingen fraktur.' }] }],
    },
    { at, who: author, data: 'YQ==' },
  ),
  id: 'n',
} satisfies QuestionnaireResponse;
const both = withCounterSignature(signed, { at, who: colleague, data: 'Yw==' });
const said = { opinion: '  Jag har <5 & | ', at, by: colleague };
const dissented = withDissent(signed, said, 'ZA==');
const asked = askToCounterSign({ note: signed, by: author, of: colleague, at }) as Task;

describe('beside a signed note', () => {
  it('stand a countersignature and a dissenting opinion, and the author’s signature stays the author’s', () => {
    assert.ok(isLawfulSuccessor(signed, both));
    assert.ok(isLawfulSuccessor(both, withDissent(both, said, 'ZA==')));
    assert.equal(signatureOf(both)?.data, 'YQ==');
    assert.equal(counterSignatureOf(both)?.who?.reference, 'Practitioner/c');
    assert.equal(counterSignatureOf(signed), undefined);
    assert.equal(dissentsOf(dissented)[0]?.opinion, said.opinion);
  });
  it('comes nothing else, and nothing is changed or taken away with it', () => {
    const other = { url: 'https://example.org/other', valueString: 'x' };
    const without = (note: QuestionnaireResponse) => note.extension?.slice(1) ?? [];
    const items = [{ linkId: 'a', answer: [{ valueString: 'Fraktur.' }] }];
    const follows: [string, QuestionnaireResponse, QuestionnaireResponse][] = [
      ['another word', signed, { ...both, item: items }],
      ['another extension', signed, { ...signed, extension: [...(signed.extension ?? []), other] }],
      ['the author’s signature gone', signed, { ...both, extension: without(both) }],
      ['an opinion gone', dissented, { ...both }],
      ['an opinion replaced while another is added', dissented, withDissent(both, said, 'ZA==')],
      ['nothing', signed, signed],
      ['another author', signed, { ...both, author: colleague }],
    ];
    for (const [what, before, after] of follows) assert.equal(isLawfulSuccessor(before, after), false, what);
  });
  it('another letter of what the patient said is another content to seal', () => {
    assert.notEqual(dissentContent(signed, said), dissentContent(signed, { ...said, opinion: said.opinion.trim() }));
    assert.notEqual(dissentContent(signed, said), dissentContent({ ...signed, id: 'm' }, said));
  });
});

describe('countersigning', () => {
  it('is by the one who is asked, while it is asked for, and never by the author', () => {
    assert.equal(counterSigningHindrance(signed, asked, 'Practitioner/c'), undefined);
    assert.equal(counterSigningHindrance(signed, asked, 'Practitioner/b'), 'not-the-one-asked');
    assert.equal(counterSigningHindrance(signed, undefined, 'Practitioner/c'), 'not-asked');
    assert.equal(counterSigningHindrance(both, asked, 'Practitioner/c'), 'countersigned-already');
    assert.equal(counterSigningHindrance({ ...signed, status: 'in-progress' }, asked, 'Practitioner/c'), 'a-draft');
    assert.equal(counterSigningHindrance(signed, { ...asked, owner: author }, 'Practitioner/a'), 'own-note');
    assert.equal(askToCounterSign({ note: signed, by: colleague, of: author, at }), 'own-note');
  });
  it('waits anew after a correction, unless the colleague made it', () => {
    const returned = answerCounterSigning(asked, at, { reason: 'Ange sida' }) as Task;
    const anew = afterCorrection(returned, author, at);
    assert.deepEqual([anew?.status, anew?.statusReason, anew?.requester], ['requested', undefined, author]);
    assert.equal(afterCorrection(returned, colleague, at), undefined);
    assert.equal(afterCorrection(asked, author, at), undefined, 'it waits already');
    assert.equal(answerCounterSigning(asked, at, { reason: ' ' }), 'no-reason');
  });
});

describe('a request to countersign', () => {
  const done = { ...asked, status: 'completed' } as Task;
  const fault = (before: Task | undefined, after: Task | undefined, by: string, ...together: QuestionnaireResponse[]) =>
    counterSigningFault(before, after, by, together) !== undefined;
  it('is made by whoever asks, answered by the one who is asked, and taken back by who asked', () => {
    assert.equal(fault(undefined, asked, 'Practitioner/a'), false);
    assert.equal(fault(undefined, asked, 'Practitioner/b'), true);
    const rejected = { ...asked, status: 'rejected', statusReason: { text: 'Ange sida' } } as Task;
    assert.equal(fault(asked, rejected, 'Practitioner/c'), false);
    assert.equal(fault(asked, rejected, 'Practitioner/a'), true);
    assert.equal(fault(asked, { ...rejected, statusReason: undefined } as unknown as Task, 'Practitioner/c'), true);
    assert.equal(fault(asked, { ...asked, status: 'cancelled' }, 'Practitioner/a'), false);
    assert.equal(fault(asked, { ...asked, status: 'cancelled' }, 'Practitioner/c'), true);
    assert.equal(fault(asked, { ...asked, status: 'in-progress' }, 'Practitioner/c'), true);
  });
  it('is done only with the signature in the same unit of work, by the same', () => {
    assert.equal(fault(asked, done, 'Practitioner/c', both), false);
    assert.equal(fault(asked, done, 'Practitioner/c'), true);
    assert.equal(fault(asked, done, 'Practitioner/c', { ...both, id: 'm' }), true);
    assert.equal(fault(asked, done, 'Practitioner/a', both), true);
  });
  it('is not taken away, and stays about its note', () => {
    assert.equal(fault(asked, undefined, 'Practitioner/a'), true);
    assert.equal(fault(asked, { ...asked, focus: { reference: 'QuestionnaireResponse/m' } }, 'Practitioner/a'), true);
    assert.equal(fault(asked, { ...asked, code: { text: 'x' } }, 'Practitioner/a'), true);
  });
});

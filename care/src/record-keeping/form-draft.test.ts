import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentReference } from '@medplum/fhirtypes';
import { isShownToPatient } from '../access/shown-to-patient.ts';
import { formDraft, formDraftFault, formDraftNumber, type FormOf, heldForm } from './form-draft.ts';

const of: FormOf = { patientId: 'p', form: 'orders/referral', args: { order: 'o-1', a: 'b' }, assignment: 'role-1' };
const sara = { reference: 'Practitioner/sara' };
const draft = (texts: Record<string, string>): DocumentReference => formDraft(of, texts, sara);

describe('a form that is begun', () => {
  it('is held byte for byte', () => {
    const texts = { question: '"Å <5 & | \\u0000 🫀 \\n"', chosen: 'null' };
    assert.deepEqual(heldForm(draft(texts)), { form: of.form, args: of.args, texts });
  });
  it('is the same form whatever the order of what it is opened for, and another for another', () => {
    assert.equal(formDraftNumber({ ...of, args: { a: 'b', order: 'o-1' } }), formDraftNumber(of));
    for (const other of [{ patientId: 'q' }, { form: 'orders/imaging' }, { args: {} }, { assignment: 'role-2' }])
      assert.notEqual(formDraftNumber({ ...of, ...other }), formDraftNumber(of));
  });
  it('is not shown to the patient, and holds nothing once it is superseded', () => {
    assert.equal(isShownToPatient(draft({ question: '"x"' })), false);
    assert.deepEqual([draft({}).status, heldForm(draft({}))?.texts], ['superseded', {}]);
  });
  it('that cannot be read holds nothing', () => {
    const data = (text: string): DocumentReference => ({ ...draft({}), content: [{ attachment: { data: text } }] });
    for (const text of ['', '!', btoa('{}'), btoa('{"form":"f","args":{},"texts":{"a":1}}')])
      assert.equal(heldForm(data(text)), undefined);
  });
});

describe('who may write it', () => {
  const before = draft({ question: '"x"' });
  it('its author alone, about the same patient, as a draft', () => {
    assert.equal(formDraftFault(undefined, before, sara.reference), undefined);
    assert.equal(formDraftFault(before, draft({}), sara.reference), undefined);
    const faults: [DocumentReference | undefined, DocumentReference, string][] = [
      [undefined, before, 'Practitioner/amir'],
      [before, { ...before, author: [{ reference: 'Practitioner/amir' }] }, 'Practitioner/amir'],
      [before, { ...before, author: [] }, sara.reference],
      [before, { ...before, subject: { reference: 'Patient/q' } }, sara.reference],
      [before, { ...before, docStatus: 'final' }, sara.reference],
      [before, { ...before, identifier: [] }, sara.reference],
    ];
    for (const [stored, after, by] of faults) assert.ok(formDraftFault(stored, after, by), JSON.stringify(after));
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encounter, QuestionnaireResponse } from '@medplum/fhirtypes';
import { codedContact } from '@vardkedjan/care/record-keeping/coding/coded-contact.ts';
import { codedAnswer } from '../../coding/entries.ts';
import { visitRequest } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { moved } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { contactsToCode } from './contacts-to-code.ts';

const contact = (id: string): Encounter & { id: string } => ({
  resourceType: 'Encounter',
  id,
  meta: { versionId: '3' },
  status: 'finished',
  class: {},
  subject: { reference: 'Patient/p' },
  period: { start: '2026-11-20T08:00:00Z', end: '2026-11-20T08:30:00Z' },
});
const note = (encounter: string, status: QuestionnaireResponse['status']): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status,
  encounter: { reference: `Encounter/${encounter}` },
});

test('a contact can be coded when all its notes are signed, and is as old as it has ended', () => {
  const found = contactsToCode(
    [contact('signed'), contact('waits'), contact('bare')],
    [
      note('waits', 'in-progress'),
      note('waits', 'completed'),
      note('signed', 'amended'),
      { resourceType: 'Patient', id: 'p' },
    ],
    new Date('2026-11-29T08:00:00Z'),
  );
  assert.deepEqual(
    found.map(({ contact: { id }, group, days, patient }) => [id, group, days, patient?.id]),
    [
      ['signed', 'ready', 8, 'p'],
      ['waits', 'waits', 8, 'p'],
      ['bare', 'bare', 8, 'p'],
    ],
  );
  assert.equal(found[1]?.notes[0]?.status, 'completed', 'what is signed is read first');
});

test('what is coded stands on the contact in one transaction, on the version that was seen', () => {
  let uuid = 0;
  const bundle = codedContact({
    contact: contact('c'),
    entries: {
      diagnoses: [codedAnswer('diagnoses', { code: 'I10.9', display: 'Hypertoni' }), { valueString: ' ont <5 ' }],
      procedures: [codedAnswer('procedures', { code: 'AF023', display: 'EKG' })],
    },
    at: '2026-11-29T10:00:00Z',
    by: { reference: 'Practitioner/secretary' },
    author: { reference: 'Practitioner/doctor' },
    newUuid: () => String((uuid += 1)),
  });
  const [first, text, measure, seen] = bundle.entry ?? [];
  assert.equal(bundle.type, 'transaction');
  assert.ok(first?.resource?.resourceType === 'Condition' && text?.resource?.resourceType === 'Condition');
  assert.equal(first.resource.recorder?.reference, 'Practitioner/secretary');
  assert.equal(first.resource.asserter?.reference, 'Practitioner/doctor');
  assert.deepEqual(first.resource.encounter, { reference: 'Encounter/c' });
  assert.equal(text.resource.code?.text, ' ont <5 ');
  assert.ok(measure?.resource?.resourceType === 'Procedure');
  assert.equal(measure.resource.performedDateTime, '2026-11-20T08:00:00Z');
  assert.equal(seen?.request?.ifMatch, 'W/"3"');
  assert.ok(seen?.resource?.resourceType === 'Encounter');
  assert.deepEqual(seen.resource.diagnosis, [
    { condition: { reference: 'urn:uuid:1', display: 'I10.9 Hypertoni' }, rank: 1 },
    { condition: { reference: 'urn:uuid:2', display: ' ont <5 ' }, rank: 2 },
  ]);
});

test('who is to come again and has no time stands with the contact, and no longer when the time is booked', () => {
  const now = new Date('2026-11-29T08:00:00Z');
  const [request, handling] = visitRequest({
    id: 'v',
    kind: 'return-visit',
    reason: '',
    patientId: 'p',
    encounter: { reference: 'Encounter/signed' },
    requester: { reference: 'Practitioner/d' },
    unit: { reference: 'Organization/u' },
    from: '2026-12-10',
    until: '2026-12-24',
    now,
  });
  const visitOf = (task: typeof handling) =>
    contactsToCode([contact('signed'), contact('other')], [request, task], now).map(({ visit }) => visit?.id);
  assert.deepEqual(visitOf(handling), ['v', undefined]);
  assert.deepEqual(visitOf({ ...moved(handling, { to: 'booked', now }), id: 'v' }), [undefined, undefined]);
});

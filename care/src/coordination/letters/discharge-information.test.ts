/** The letter at discharge is the record's own words, and what the record does not say is left to be filled in (S13). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encounter, MedicationRequest, ServiceRequest } from '@medplum/fhirtypes';
import { reconciliationList } from '../../clinical/reconciliation/reconciliation.ts';
import { dischargeFacts, type RecordOfStay, stayToTellOf } from './discharge-information.ts';

const stay: Encounter = {
  resourceType: 'Encounter',
  id: 'stay',
  status: 'in-progress',
  class: { code: 'IMP' },
  period: { start: '2026-11-20T10:00:00Z' },
  reasonCode: [{ text: 'Andnöd, <5 dagar & feber' }],
  serviceProvider: { reference: 'Organization/u' },
  participant: [
    {
      type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'ATND' }] }],
      individual: { reference: 'Practitioner/amir', display: 'Amir Rezai' },
    },
  ],
};
const subject = { reference: 'Patient/p' };

function order(id: string, name: string, more: Partial<MedicationRequest> = {}): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: { text: name },
    dosageInstruction: [{ text: '1 tablett dagligen' }],
    authoredOn: '2026-01-01T10:00:00Z',
    meta: { lastUpdated: '2026-01-01T10:00:00Z' },
    ...more,
  };
}

const record = (more: Partial<RecordOfStay> = {}): RecordOfStay => ({
  stay,
  conditions: [],
  procedures: [],
  orders: [],
  lists: [],
  appointments: [],
  requests: [],
  now: new Date('2026-11-25T10:00:00Z'),
  ...more,
});

test('what the record does not say stays in its braces; what it says is there word for word', () => {
  const bare = dischargeFacts(record());
  assert.deepEqual(bare, {
    vårdtid: '2026-11-20 till 2026-11-25',
    orsak: 'Andnöd, <5 dagar & feber',
    läkemedel: 'Inga läkemedel.',
    ändringar: 'Inga ändringar.',
    uppföljning: 'Inget besök är bokat.',
    ansvarig: 'Amir Rezai',
  });
  const found = dischargeFacts(
    record({
      conditions: [
        {
          resourceType: 'Condition',
          subject,
          encounter: { reference: 'Encounter/stay' },
          code: { text: 'Lunginflammation' },
        },
        { resourceType: 'Condition', subject, encounter: { reference: 'Encounter/other' }, code: { text: 'Fotsvamp' } },
        {
          resourceType: 'Condition',
          subject,
          encounter: { reference: 'Encounter/stay' },
          code: { text: 'Lungemboli' },
          verificationStatus: { coding: [{ code: 'refuted' }] },
        },
      ],
      appointments: [
        {
          resourceType: 'Appointment',
          status: 'booked',
          start: '2026-12-10T08:30:00Z',
          description: 'Återbesök',
          participant: [{ status: 'accepted', actor: { display: 'Sara Lindqvist' } }],
        },
        { resourceType: 'Appointment', status: 'cancelled', start: '2026-12-11T08:30:00Z', participant: [] },
      ],
    }),
  );
  const request = (system: string, code: string, text: string): ServiceRequest => ({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject,
    category: [{ coding: [{ system, code }] }],
    code: { text },
    performer: [{ display: 'Ögonmottagningen' }],
  });
  const asked = dischargeFacts(
    record({
      requests: [
        request('https://vardkedjan.se/fhir/CodeSystem/order-kind', 'referral', 'Synprövning.'),
        request('https://vardkedjan.se/fhir/CodeSystem/referral-kind', 'admission-notice', 'Inskrivningsmeddelande'),
      ],
    }),
  );
  assert.equal(asked.uppföljning, '– Synprövning: tiden skickas till dig av Ögonmottagningen');
  assert.equal(found.diagnoser, '– Lunginflammation');
  assert.equal(found.åtgärder, undefined);
  assert.equal(found.uppföljning, '– 2026-12-10 kl. 09.30, Återbesök, Sara Lindqvist');
});

test('the drugs are those in force; what is new, changed or ended since admission stands with its reason, and nothing else', () => {
  const during = { authoredOn: '2026-11-22T10:00:00Z', meta: { lastUpdated: '2026-11-22T10:00:00Z' } };
  const lists = [
    reconciliationList(
      [{ name: 'Waran', entries: [] }].map(({ name }) => ({
        key: name,
        name,
        entries: [
          {
            reference: 'MedicationStatement/waran',
            source: 'patient' as const,
            isOwn: true,
            resource: { resourceType: 'MedicationStatement', status: 'active', subject } as const,
          },
        ],
      })),
      new Map([['MedicationStatement/waran', { decision: 'rejected', reason: 'Slutade i våras' }]]),
      {
        practitioner: { reference: 'Practitioner/amir' },
        patientId: 'p',
        now: '2026-11-20T12:00:00Z',
        when: 'admission',
      },
    ),
  ];
  const { läkemedel, ändringar } = dischargeFacts(
    record({
      lists,
      orders: [
        order('same', 'Metformin'),
        order('new', 'Amoxicillin', { ...during, reasonCode: [{ text: 'lunginflammation' }] }),
        order('before', 'Furosemid', { status: 'stopped', statusReason: { text: 'Svullna ben' }, meta: during.meta }),
        order('after', 'Furosemid', {
          ...during,
          dosageInstruction: [{ text: '2 tabletter dagligen' }],
          priorPrescription: { reference: 'MedicationRequest/before' },
        }),
        order('ended', 'Ibuprofen', { status: 'stopped', statusReason: { text: 'Njurarna' }, meta: during.meta }),
        order('long-ended', 'Penicillin', { status: 'stopped', statusReason: { text: 'Klar' } }),
      ],
    }),
  );
  assert.equal(
    läkemedel,
    '– Metformin: 1 tablett dagligen\n– Amoxicillin: 1 tablett dagligen (mot lunginflammation)\n– Furosemid: 2 tabletter dagligen',
  );
  assert.equal(
    ändringar,
    'Nya:\n– Amoxicillin: 1 tablett dagligen (mot lunginflammation)\nÄndrade:\n– Furosemid: 2 tabletter dagligen. Tidigare: Furosemid: 1 tablett dagligen. Därför: Svullna ben\nSka inte tas längre:\n– Ibuprofen. Därför: Njurarna\n– Waran. Därför: Slutade i våras',
  );
});

test('the stay that is told of is the unit’s own latest', () => {
  const at = (id: string, start: string, unit = 'u', code = 'IMP'): Encounter => ({
    ...stay,
    id,
    class: { code },
    period: { start },
    serviceProvider: { reference: `Organization/${unit}` },
  });
  const all = [
    at('old', '2025-01-01'),
    at('new', '2026-01-01'),
    at('theirs', '2026-02-01', 'v'),
    at('visit', '2026-03-01', 'u', 'AMB'),
  ];
  assert.equal(stayToTellOf(all, 'u')?.id, 'new');
  assert.equal(stayToTellOf(all, 'w'), undefined);
});

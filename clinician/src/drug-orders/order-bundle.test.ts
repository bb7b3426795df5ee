import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AllergyIntolerance, MedicationRequest } from '@medplum/fhirtypes';
import { isNoKnown } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { alertKey, mayBeNone, orderBundle, unanswered, withNoneKnown } from './order-bundle.ts';

const ordering = { practitioner: { reference: 'Practitioner/a' }, patientId: 'p', now: '2026-11-29T10:00:00Z' };
const order = (id?: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  ...(id && { id, meta: { versionId: '4' } }),
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
});
const alert: DrugAlert = {
  rule: 'allergy-unknown',
  stops: true,
  about: 'patient',
  why: { sv: 'Saknas', en: 'Missing' },
};

test('each order goes with its answers, the one before ends on the version that was read, an alert is answered once', () => {
  const reasons = { [alertKey(alert)]: 'Frågad nu' };
  const before = { order: order('old'), status: 'completed' as const, reason: 'Förnyad' };
  const bundle = orderBundle(
    [
      { order: order(), alerts: [alert], before },
      { order: order(), alerts: [alert] },
    ],
    reasons,
    ordering,
    () => 'urn:uuid:1',
  );
  assert.deepEqual(
    bundle.entry?.map(({ request }) => [request?.method, request?.url, request?.ifMatch]),
    [
      ['POST', 'DetectedIssue', undefined],
      ['POST', 'MedicationRequest', undefined],
      ['PUT', 'MedicationRequest/old', 'W/"4"'],
      ['POST', 'MedicationRequest', undefined],
    ],
  );
  const last = bundle.entry?.[3]?.resource as MedicationRequest | undefined;
  assert.deepEqual(last?.detectedIssue, [{ reference: 'urn:uuid:1' }]);
});

test('an alert that stops needs a reason that says something', () => {
  assert.deepEqual(unanswered([alert, { ...alert, stops: false, about: 'x' }], { [alertKey(alert)]: ' ' }), [alert]);
  assert.deepEqual(unanswered([alert], { [alertKey(alert)]: 'Frågad' }), []);
});

test('that somebody has asked and none is known is kept of the patient, not with the order, and only where nothing known contradicts it', () => {
  const reasons = withNoneKnown({});
  assert.deepEqual(unanswered([alert], reasons), []);
  const bundle = orderBundle([{ order: order(), alerts: [alert] }], reasons, ordering, () => 'urn:uuid:1');
  assert.deepEqual(
    bundle.entry?.map(({ request }) => request?.url),
    ['AllergyIntolerance', 'MedicationRequest'],
  );
  const [none, ordered] = (bundle.entry ?? []).map(({ resource }) => resource);
  assert.ok(none?.resourceType === 'AllergyIntolerance' && isNoKnown(none));
  assert.equal((ordered as MedicationRequest).detectedIssue, undefined);
  assert.equal(mayBeNone([alert], []), true);
  assert.equal(mayBeNone([], []), false, 'it is not asked about');
  const nuts: AllergyIntolerance = { resourceType: 'AllergyIntolerance', category: ['food'], patient: {} };
  assert.equal(mayBeNone([alert], [nuts]), false);
});

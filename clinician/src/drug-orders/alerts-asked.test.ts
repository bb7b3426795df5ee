import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest, OperationOutcome } from '@medplum/fhirtypes';
import { alertAboutSystem, alertSystem, type DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { alertsIn, withAsked } from './alerts-asked.ts';

const outcome: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'business-rule',
      details: { coding: [{ system: alertSystem, code: 'interaction' }], text: 'Går inte ihop med ett annat.' },
      extension: [{ url: alertAboutSystem, valueString: 'interaction:M01AE02|B01AA03' }],
    },
    { severity: 'error', code: 'conflict', diagnostics: 'Something else' },
  ],
};
const naproxen: MedicationRequest = {
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  subject: {},
  medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'M01AE02' }], text: 'Naproxen' },
};

test('what the server asks about can be answered, for the drug that it is about; the page’s own words come first', () => {
  const asked = alertsIn(outcome);
  assert.deepEqual(
    asked.map(({ rule, about, stops }) => [rule, about, stops]),
    [['interaction', 'M01AE02|B01AA03', true]],
  );
  assert.equal(withAsked([], asked, naproxen).length, 1);
  const other = {
    ...naproxen,
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }] },
  };
  assert.deepEqual(withAsked([], asked, other), []);
  const own: DrugAlert = {
    rule: 'interaction',
    stops: true,
    about: 'M01AE02|B01AA03',
    why: { sv: 'Med Warfarin: blödning', en: '' },
  };
  assert.deepEqual(withAsked([own], asked, naproxen), [own]);
});

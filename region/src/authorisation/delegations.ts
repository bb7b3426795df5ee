/**
 * Who gives drugs by delegation: Hanna of the home care, by Lena, those drugs that the municipality's delegations usually name; one
 * of an earlier year has ended. As the register of staff has them (http://hl7.org/fhir/R4/basic.html).
 */
import type { Basic } from '@medplum/fhirtypes';
import { type Day, dateText, dayOf, type Moment } from '../calendar.ts';
import { castUnits } from '../cast/staff.ts';
import { testDataTag } from '../people/patient.ts';
import { atcSystem } from '../systems.ts';

const own = 'https://vardkedjan.se/fhir';

const drugs = [
  ['N02BE01', 'Paracetamol'],
  ['C03CA', 'Loopdiuretika'],
  ['C07AB', 'Betablockerare'],
  ['C09', 'ACE-hämmare och angiotensinreceptorblockerare'],
  ['B01AF', 'Direktverkande faktor Xa-hämmare'],
] as const;

export function* delegationsOf(now: Moment): Generator<Basic> {
  const today = dayOf(now);
  yield delegation('delegation-hanna', today - 150, today + 180);
  yield delegation('delegation-hanna-before', today - 520, today - 160);
}

function delegation(id: string, from: Day, until: Day): Basic {
  return {
    resourceType: 'Basic',
    id,
    meta: { tag: [{ ...testDataTag }] },
    extension: [
      {
        url: `${own}/StructureDefinition/delegation-period`,
        valuePeriod: { start: dateText(from), end: dateText(until) },
      },
      {
        url: `${own}/StructureDefinition/delegated-at`,
        valueReference: { reference: `Organization/${castUnits.homeCare}` },
      },
      ...drugs.map(([code, text]) => ({
        url: `${own}/StructureDefinition/delegated-drug`,
        valueCodeableConcept: { coding: [{ system: atcSystem, code, display: text }], text },
      })),
    ],
    code: {
      coding: [{ system: `${own}/CodeSystem/delegation`, code: 'drug-giving' }],
      text: 'Delegering av läkemedelsgivning',
    },
    subject: { reference: 'Practitioner/hanna-aronsson', display: 'Hanna Aronsson, undersköterska' },
    created: dateText(from),
    author: { reference: 'Practitioner/lena-forsberg', display: 'Lena Forsberg, sjuksköterska' },
  };
}

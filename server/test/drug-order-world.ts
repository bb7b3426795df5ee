/** Drug orders written over HTTP, as Sara writes them for Viktor, whom she has a relation with: a world for each file that asks for it. */
import type {
  AllergyIntolerance,
  BundleEntry,
  MedicationRequest,
  OperationOutcome,
  Resource,
} from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { testWorld } from '../src/http/test-world.ts';

export const { ask, wiring } = await testWorld();
export const patientId = 'viktor-eriksson';
export const sara = {
  practitioner: { reference: 'Practitioner/sara-lindqvist' },
  patientId,
  now: new Date().toISOString(),
};

export const drug = (
  atc: string,
  name: string,
  more: Partial<MedicationRequest> = {},
  dose = '1x3',
): MedicationRequest => {
  const typed = readTypedDose(dose, { unit: 'tablett' });
  const order = orderOf(
    {
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.whocc.no/atc', code: atc, display: name }],
        text: name,
      },
      dosageInstruction: 'problem' in typed ? [] : typed.dosages,
      setting: 'prescription',
    },
    sara,
  );
  return { ...order, ...more };
};
export const penicillin = (more?: Partial<MedicationRequest>) => drug('J01CE02', 'Fenoximetylpenicillin', more);
export const paracetamol = (more?: Partial<MedicationRequest>) => drug('N02BE01', 'Paracetamol', more);

export const codesOf = (text: string) =>
  (JSON.parse(text) as OperationOutcome).issue
    .map(({ details }) => details?.coding?.[0]?.code ?? '')
    .toSorted((a, b) => a.localeCompare(b));
export const post = (resource: Resource, as = 'sara') =>
  ask(as, 'POST', `/fhir/${resource.resourceType}`, { body: resource });
export const put = (resource: Resource & { id?: string; meta?: { versionId?: string } }, as = 'sara') =>
  ask(as, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
    body: resource,
    headers: { 'if-match': `W/"${resource.meta?.versionId}"` },
  });
export const together = (type: 'transaction' | 'batch', entry: BundleEntry[], as = 'sara') =>
  ask(as, 'POST', '/fhir', { body: { resourceType: 'Bundle', type, entry } });
export const entryOf = (resource: Resource, more: Partial<BundleEntry> = {}): BundleEntry => ({
  resource,
  request: { method: 'POST', url: resource.resourceType },
  ...more,
});

export const allergy: AllergyIntolerance = {
  resourceType: 'AllergyIntolerance',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
  },
  category: ['medication'],
  code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicillin' },
  patient: { reference: `Patient/${patientId}` },
};

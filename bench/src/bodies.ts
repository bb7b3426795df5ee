/** Resources that the write rows send: nine types that a day of care writes, each about one patient. */
type Json = Record<string, unknown>;

const coded = (system: string, code: string, display: string): Json => ({
  coding: [{ system, code, display }],
  text: display,
});
const subject = (patient: string): Json => ({ reference: `Patient/${patient}` });

export function observation(patient: string, value: number): Json {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs', 'Vital Signs')],
    code: coded('http://loinc.org', '8867-4', 'Heart rate'),
    subject: subject(patient),
    effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + value * 60_000).toISOString(),
    valueQuantity: { value: 50 + (value % 70), unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  };
}

/** One resource of each of the nine types; `index` makes each different. */
export const nineTypes: ((patient: string, index: number) => Json)[] = [
  observation,
  (_, index) => ({
    resourceType: 'Patient',
    name: [{ family: `Prov${index}`, given: ['Bo'] }],
    gender: 'male',
    birthDate: '1961-04-02',
  }),
  (_, index) => ({ resourceType: 'Practitioner', name: [{ family: `Prov${index}`, given: ['Eva'] }] }),
  (_, index) => ({ resourceType: 'Organization', name: `Enhet ${index}` }),
  (patient) => ({
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: subject(patient),
    period: { start: '2026-02-03T09:00:00+01:00', end: '2026-02-03T09:20:00+01:00' },
  }),
  (patient) => ({
    resourceType: 'Condition',
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'),
    code: coded('https://www.icd10.se/', 'I10.9', 'Essentiell hypertoni'),
    subject: subject(patient),
    recordedDate: '2026-02-03',
  }),
  (patient) => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: coded('http://www.whocc.no/atc', 'C09AA02', 'enalapril'),
    subject: subject(patient),
    authoredOn: '2026-02-03',
    dosageInstruction: [{ text: '1 tablett på morgonen' }],
  }),
  (patient) => ({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active', 'Active'),
    code: { text: 'jordnöt' },
    patient: subject(patient),
  }),
  (patient) => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { text: 'influensa' },
    patient: subject(patient),
    occurrenceDateTime: '2026-10-20',
  }),
];

/** What the record says of hypersensitivity: known ones that hold, or that somebody has asked and found none. Nothing said is unknown, never none. */
import type { AllergyIntolerance, Practitioner, Reference } from '@medplum/fhirtypes';

const noKnown = '716186003';
const noKnownDrug = '409137002';

export function isInForce({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean {
  const clinical = clinicalStatus?.coding?.[0]?.code;
  const verification = verificationStatus?.coding?.[0]?.code ?? '';
  return (clinical === undefined || clinical === 'active') && !['refuted', 'entered-in-error'].includes(verification);
}

/** SNOMED CT: no known allergy, no known drug allergy. */
export function isNoKnown({ code }: AllergyIntolerance): boolean {
  return (
    code?.coding?.some(
      (one) => one.system === 'http://snomed.info/sct' && [noKnown, noKnownDrug].includes(one.code ?? ''),
    ) ?? false
  );
}

/** It may be to a drug: its category says so, or says nothing. */
export function mayBeToADrug({ category }: AllergyIntolerance): boolean {
  return (
    category === undefined ||
    category.length === 0 ||
    category.some((one) => one === 'medication' || one === 'biologic')
  );
}

export const nameOf = ({ code }: Pick<AllergyIntolerance, 'code'>): string =>
  code?.text ?? code?.coding?.[0]?.display ?? '';

/** Somebody has asked, and there was none. `now`: FHIR dateTime. */
export function noKnownHypersensitivity(by: {
  practitioner: Reference<Practitioner>;
  patientId: string;
  now: string;
}): AllergyIntolerance {
  const hl7 = 'http://terminology.hl7.org/CodeSystem';
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ system: `${hl7}/allergyintolerance-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${hl7}/allergyintolerance-verification`, code: 'confirmed' }] },
    code: {
      coding: [{ system: 'http://snomed.info/sct', code: noKnown, display: 'No known allergy' }],
      text: 'Inga kända överkänsligheter',
    },
    patient: { reference: `Patient/${by.patientId}` },
    recordedDate: by.now,
    recorder: by.practitioner,
  };
}

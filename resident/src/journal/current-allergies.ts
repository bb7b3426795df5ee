/** The hypersensitivities that hold, and whether somebody has asked at all: a documented "no known" says so, silence does not. */
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { firstCode } from '../record/concept.ts';

/** SNOMED CT's "no known allergy" and its kinds. */
const noKnown = new Set(['716186003', '409137002', '428607008', '429625007']);
const notHeld = new Set(['refuted', 'entered-in-error']);

export function currentAllergies(all: readonly AllergyIntolerance[]): {
  known: AllergyIntolerance[];
  isAsked: boolean;
} {
  const held = all.filter(
    (each) =>
      (firstCode(each.clinicalStatus) ?? 'active') === 'active' &&
      !notHeld.has(firstCode(each.verificationStatus) ?? ''),
  );
  const isNoKnown = (each: AllergyIntolerance) =>
    (each.code?.coding ?? []).some((coding) => noKnown.has(coding.code ?? ''));
  return { known: held.filter((each) => !isNoKnown(each)), isAsked: held.length > 0 };
}

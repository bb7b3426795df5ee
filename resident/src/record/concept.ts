/** What a coded thing is called, and its code in a system. */
import type { CodeableConcept } from '@medplum/fhirtypes';

export function textOfConcept(concept: CodeableConcept | undefined): string {
  return concept?.text ?? concept?.coding?.find((coding) => coding.display)?.display ?? '';
}

export function codeOfConcept(concept: CodeableConcept | undefined, system: string): string | undefined {
  return concept?.coding?.find((coding) => coding.system === system)?.code;
}

export const firstCode = (concept: CodeableConcept | undefined): string | undefined =>
  concept?.coding?.find((coding) => coding.code)?.code;

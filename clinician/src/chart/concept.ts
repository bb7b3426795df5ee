/** What a CodeableConcept (http://hl7.org/fhir/R4/datatypes.html#CodeableConcept) is called and which codes it has; never a raw key where there is a name. */
import type { CodeableConcept } from '@medplum/fhirtypes';

export function textOfConcept(concept: CodeableConcept | undefined): string {
  return (
    concept?.text ??
    concept?.coding?.find((coding) => coding.display)?.display ??
    concept?.coding?.find((coding) => coding.code)?.code ??
    ''
  );
}

export function codeOfConcept(concept: CodeableConcept | undefined, ...systems: readonly string[]): string | undefined {
  return concept?.coding?.find((coding) => coding.system !== undefined && systems.includes(coding.system))?.code;
}

/** The first code of a concept whatever its system; for FHIR's own bound codes, which have one. */
export function firstCode(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.find((coding) => coding.code)?.code;
}

/** What kind of care plan it is: a category with a name goes before one that is only a code, such as US Core's `assess-plan`. */
export function planKindOf(categories: readonly CodeableConcept[] | undefined): string {
  const named = categories?.find(({ text, coding }) => text ?? coding?.some(({ display }) => display));
  return named ? textOfConcept(named) : 'Vårdplan';
}

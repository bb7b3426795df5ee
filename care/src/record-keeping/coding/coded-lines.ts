/**
 * The lines of a note in which diagnoses and measures are coded: questions of type `open-choice` (a code, or text where there is none) whose
 * answers come from the whole of ICD-10-SE or of KVÅ (http://hl7.org/fhir/R4/valueset.html#implicit). What stands in them is part of the
 * note, in the order in which it was put: of diagnoses the first is the principal one.
 */
import type { QuestionnaireItem, QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';

/** ICD-10-SE by the NamingSystem of Inera's EHDS bridge; KVÅ by its OID. */
export const codedLines = {
  diagnoses: { system: 'https://www.icd10.se/', name: { sv: 'Diagnoser', en: 'Diagnoses' } },
  procedures: { system: 'urn:oid:1.2.752.116.1.3.2.1.4', name: { sv: 'Åtgärder (KVÅ)', en: 'Measures (KVÅ)' } },
} as const;

export type CodedLine = keyof typeof codedLines;

export const codedLineNames = Object.keys(codedLines) as CodedLine[];

/** All of the code system. */
export const valueSetOf = (line: CodedLine): string => `${codedLines[line].system}?fhir_vs`;

/** undefined: no such line. */
export function codedLineOf({ type, answerValueSet }: QuestionnaireItem): CodedLine | undefined {
  return type === 'open-choice' ? codedLineNames.find((line) => valueSetOf(line) === answerValueSet) : undefined;
}

export function codedItem(linkId: string, line: CodedLine, text: string = codedLines[line].name.sv): QuestionnaireItem {
  return { linkId, text, type: 'open-choice', repeats: true, answerValueSet: valueSetOf(line) };
}

/** On an answer: the diagnosis is to stand on the problem list too. */
export const onProblemListUrl = 'https://vardkedjan.se/fhir/StructureDefinition/on-problem-list';

export const isOnProblemList = ({ extension = [] }: QuestionnaireResponseItemAnswer): boolean =>
  extension.some(({ url, valueBoolean }) => url === onProblemListUrl && valueBoolean === true);

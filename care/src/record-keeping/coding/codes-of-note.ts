/**
 * What is coded in a note as resources of their own, made by the signing of the note and changed by its corrections: a diagnosis is a
 * Condition (http://hl7.org/fhir/R4/condition.html) of category encounter-diagnosis, of problem-list-item too where the note says so; a
 * measure is a Procedure (http://hl7.org/fhir/R4/procedure.html). What has no code is kept as text, byte for byte (F1). Pure.
 */
import type {
  CodeableConcept,
  Condition,
  Practitioner,
  Procedure,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from '@medplum/fhirtypes';
import { type CodedLine, codedLineOf, isOnProblemList } from './coded-lines.ts';

/** Which note, which line and which code (or which of its texts) it comes from. */
export const noteCodeSystem = 'https://vardkedjan.se/fhir/identifier/note-code';

export type Coded = Condition | Procedure;

export interface Recording {
  /** FHIR dateTime of the signing or the correction. */
  at: string;
  by: Reference;
  /** When measures were taken, as far as is known: FHIR dateTime. */
  performed: string | undefined;
}

/** In the order of the note. A code that stands twice in a line is one. */
export function codesOfNote(
  note: QuestionnaireResponse & { id: string },
  template: Questionnaire,
  recording: Recording,
): Coded[] {
  return linesOf(template.item ?? [], note.item ?? []).flatMap(({ line, linkId, answers }) => {
    const seen = new Set<string>();
    let texts = 0;
    return answers.flatMap((answer): Coded[] => {
      const code = conceptOf(answer);
      if (code === undefined) return [];
      const key = `${note.id}/${linkId}/${answer.valueCoding?.code ?? `text-${(texts += 1)}`}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        line === 'diagnoses'
          ? condition(note, key, code, recording, isOnProblemList(answer))
          : procedure(note, key, code, recording),
      ];
    });
  });
}

export const keyOf = ({ identifier = [] }: Coded): string =>
  identifier.find(({ system }) => system === noteCodeSystem)?.value ?? '';

interface Line {
  line: CodedLine;
  linkId: string;
  answers: readonly QuestionnaireResponseItemAnswer[];
}

function linesOf(items: readonly QuestionnaireItem[], answered: readonly QuestionnaireResponseItem[]): Line[] {
  return items.flatMap((item) =>
    answered
      .filter(({ linkId }) => linkId === item.linkId)
      .flatMap((response) => {
        const line = codedLineOf(item);
        const own = line ? [{ line, linkId: item.linkId, answers: response.answer ?? [] }] : [];
        return [...own, ...linesOf(item.item ?? [], response.item ?? [])];
      }),
  );
}

function conceptOf({ valueCoding, valueString }: QuestionnaireResponseItemAnswer): CodeableConcept | undefined {
  if (valueCoding) {
    const { display } = valueCoding;
    return { coding: [valueCoding], ...(display === undefined ? {} : { text: display }) };
  }
  return valueString === undefined || valueString.trim() === '' ? undefined : { text: valueString };
}

type Kept = { encounter?: NonNullable<QuestionnaireResponse['encounter']>; recorder: Reference<Practitioner> };

function commonOf({ encounter }: QuestionnaireResponse, { by }: Recording): Kept {
  return { ...(encounter ? { encounter } : {}), recorder: by as Reference<Practitioner> };
}

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const category = (code: string): CodeableConcept => ({ coding: [{ system: `${hl7}/condition-category`, code }] });
const verification = (code: string): CodeableConcept => ({ coding: [{ system: `${hl7}/condition-ver-status`, code }] });

function condition(
  note: QuestionnaireResponse,
  key: string,
  code: CodeableConcept,
  recording: Recording,
  isProblem: boolean,
): Condition {
  return {
    resourceType: 'Condition',
    identifier: [{ system: noteCodeSystem, value: key }],
    // A diagnosis of a contact says nothing of how long it lasts; on the problem list it is something that the patient has.
    ...(isProblem ? { clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: 'active' }] } } : {}),
    verificationStatus: verification('confirmed'),
    category: [category('encounter-diagnosis'), ...(isProblem ? [category('problem-list-item')] : [])],
    code,
    subject: note.subject as Condition['subject'],
    ...commonOf(note, recording),
    recordedDate: recording.at,
    ...(note.author ? { asserter: note.author as NonNullable<Condition['asserter']> } : {}),
  };
}

function procedure(note: QuestionnaireResponse, key: string, code: CodeableConcept, recording: Recording): Procedure {
  return {
    resourceType: 'Procedure',
    identifier: [{ system: noteCodeSystem, value: key }],
    status: 'completed',
    code,
    subject: note.subject as Procedure['subject'],
    ...commonOf(note, recording),
    ...(recording.performed === undefined ? {} : { performedDateTime: recording.performed }),
    ...(note.author ? { asserter: note.author as NonNullable<Procedure['asserter']> } : {}),
  };
}

export { verification };

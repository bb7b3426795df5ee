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
      if (conceptOf(answer) === undefined) return [];
      const key = `${note.id}/${linkId}/${answer.valueCoding?.code ?? `text-${(texts += 1)}`}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const { subject, encounter, author } = note;
      const about = { identifier: identified(key), ...definedOf({ subject, encounter, author }) };
      return [codedBy(line, answer, about, recording) ?? []].flat();
    });
  });
}

function definedOf({
  subject,
  encounter,
  author,
}: { [Key in 'subject' | 'encounter' | 'author']: CodedContext[Key] }): CodedContext {
  return { ...(subject && { subject }), ...(encounter && { encounter }), ...(author && { author }) };
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

/** What is coded, and whose it is. */
export interface CodedContext extends Pick<QuestionnaireResponse, 'subject' | 'encounter' | 'author'> {
  identifier?: Condition['identifier'];
}

const identified = (key: string) => [{ system: noteCodeSystem, value: key }];

type Kept = Pick<Condition, 'identifier' | 'encounter'> & { recorder: Reference<Practitioner> };

function commonOf({ identifier, encounter }: CodedContext, { by }: Recording): Kept {
  return {
    ...(identifier ? { identifier } : {}),
    ...(encounter ? { encounter } : {}),
    recorder: by as Reference<Practitioner>,
  };
}

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const category = (code: string): CodeableConcept => ({ coding: [{ system: `${hl7}/condition-category`, code }] });
const verification = (code: string): CodeableConcept => ({ coding: [{ system: `${hl7}/condition-ver-status`, code }] });

/** undefined: the answer says nothing. */
export function codedBy(
  line: CodedLine,
  answer: QuestionnaireResponseItemAnswer,
  about: CodedContext,
  recording: Recording,
): Coded | undefined {
  const code = conceptOf(answer);
  if (code === undefined) return undefined;
  return line === 'diagnoses'
    ? condition(about, code, recording, isOnProblemList(answer))
    : procedure(about, code, recording);
}

function condition(about: CodedContext, code: CodeableConcept, recording: Recording, isProblem: boolean): Condition {
  return {
    resourceType: 'Condition',
    ...commonOf(about, recording),
    // A diagnosis of a contact says nothing of how long it lasts; on the problem list it is something that the patient has.
    ...(isProblem ? { clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: 'active' }] } } : {}),
    verificationStatus: verification('confirmed'),
    category: [category('encounter-diagnosis'), ...(isProblem ? [category('problem-list-item')] : [])],
    code,
    subject: about.subject as Condition['subject'],
    recordedDate: recording.at,
    ...(about.author ? { asserter: about.author as NonNullable<Condition['asserter']> } : {}),
  };
}

function procedure(about: CodedContext, code: CodeableConcept, recording: Recording): Procedure {
  return {
    resourceType: 'Procedure',
    ...commonOf(about, recording),
    status: 'completed',
    code,
    subject: about.subject as Procedure['subject'],
    ...(recording.performed === undefined ? {} : { performedDateTime: recording.performed }),
    ...(about.author ? { asserter: about.author as NonNullable<Procedure['asserter']> } : {}),
  };
}

export { verification };

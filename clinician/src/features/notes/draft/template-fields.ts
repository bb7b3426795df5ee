/**
 * A unit's template as fields to write in: a Questionnaire (http://hl7.org/fhir/R4/questionnaire.html) whose items of type text
 * and string are search words; groups are headings and display items are help. Items of other types are not written here, and
 * are named so that nobody takes them for missing.
 */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { type CodedLine, codedLineOf } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { isMeasured, phrasesOf } from '../templates/shape/template-kinds.ts';
import { isTyped } from './typed-answers.ts';

export type TemplateField =
  | WordField
  | ValueField
  | CodedField
  | { kind: 'heading'; linkId: string; title: string; level: number }
  | { kind: 'help'; linkId: string; title: string; level: number }
  | { kind: 'not-written-here'; linkId: string; title: string; level: number; type: string };

export interface WordField {
  kind: 'word';
  linkId: string;
  title: string;
  level: number;
  isRequired: boolean;
  maxLength?: number;
  /** Put in with one press. */
  phrases: readonly string[];
}

/** Values on one line: one of them, or the two of a blood pressure. */
export interface ValueField {
  kind: 'value';
  linkId: string;
  title: string;
  level: number;
  isRequired: boolean;
  parts: readonly QuestionnaireItem[];
}

/** Diagnoses, or measures: found by searching the code system, any number of them. */
export interface CodedField {
  kind: 'coded';
  linkId: string;
  title: string;
  level: number;
  isRequired: boolean;
  line: CodedLine;
}

export function templateFields(template: Questionnaire): TemplateField[] {
  return fieldsOf(template.item ?? [], 1);
}

function fieldsOf(items: QuestionnaireItem[], level: number): TemplateField[] {
  return items.flatMap((item) => {
    const field = fieldOf(item, level);
    return field.kind === 'value' ? [field] : [field, ...fieldsOf(item.item ?? [], level + 1)];
  });
}

function fieldOf(item: QuestionnaireItem, level: number): TemplateField {
  const { linkId, type, required, maxLength } = item;
  const title = item.text ?? item.prefix ?? linkId;
  const line = codedLineOf(item);
  if (line) return { kind: 'coded', linkId, title, level, isRequired: required === true, line };
  switch (type) {
    case 'text':
    case 'string':
      return {
        kind: 'word',
        linkId,
        title,
        level,
        isRequired: required === true,
        ...(maxLength ? { maxLength } : {}),
        phrases: phrasesOf(item),
      };
    case 'group':
      if (isMeasured(item))
        return { kind: 'value', linkId, title, level, isRequired: required === true, parts: item.item ?? [] };
      return { kind: 'heading', linkId, title, level };
    case 'display':
      return { kind: 'help', linkId, title, level };
    default:
      if (isTyped(item)) return { kind: 'value', linkId, title, level, isRequired: required === true, parts: [item] };
      return { kind: 'not-written-here', linkId, title, level, type };
  }
}

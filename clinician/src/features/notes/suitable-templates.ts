/**
 * The templates for a unit: those whose useContext (http://hl7.org/fhir/R4/metadatatypes.html#UsageContext) names the unit itself, its kind
 * (venue) or none; those meant for other units are left out, and those that the unit has adapted for itself (derivedFrom). What this person writes by most often comes first, and the one used last before
 * all.
 */
import type { Questionnaire } from '@medplum/fhirtypes';
import { riskKindOf } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { letterKindOfTemplate } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { inUseAt, nameOf, originalsOf } from '../../unit-templates/template-versions.ts';

export interface Writer {
  /** Organization id of the care unit. */
  unit: string;
  /** Its kind; undefined when it is not known, and then no template is left out for it. */
  unitKind: string | undefined;
  profession: string;
  /** How often the writer has used each template lately, by canonical url. */
  used: Readonly<Record<string, number>>;
  /** Canonical url of the template used last at this unit. */
  last: string | undefined;
}

/** Letters and risk assessments are written where they belong. */
export function suitableTemplates<T extends Questionnaire>(templates: readonly T[], writer: Writer): T[] {
  return inUseAt(templates, writer.unit, writer.unitKind)
    .filter((template) => letterKindOfTemplate(template) === undefined && riskKindOf(template) === undefined)
    .map((template) => ({ template, weight: weightOf(template, writer) }))
    .sort((a, b) => b.weight - a.weight || nameOf(a.template).localeCompare(nameOf(b.template), 'sv'))
    .map(({ template }) => template);
}

/** A form about units or staff is no note's template (http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.subjectType). */
export const isAboutPatients = ({ subjectType }: Questionnaire): boolean =>
  subjectType === undefined || subjectType.includes('Patient');

function weightOf(template: Questionnaire, { profession, used, last }: Writer): number {
  const isForProfession = (template.useContext ?? []).some(
    (context) =>
      context.code.code === 'user' &&
      context.valueCodeableConcept?.coding?.some((coding) => coding.code === profession),
  );
  const urls = [template.url ?? '', ...originalsOf(template)];
  const uses = urls.reduce((sum, url) => sum + (used[url] ?? 0), 0);
  return (last !== undefined && urls.includes(last) ? 1_000_000 : 0) + uses * 10 + (isForProfession ? 5 : 0);
}

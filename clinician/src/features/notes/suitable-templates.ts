/**
 * The templates for a unit: those whose useContext (http://hl7.org/fhir/R4/metadatatypes.html#UsageContext) names the unit itself, its kind
 * (venue) or none; those meant for other units are left out, and those that the unit has adapted for itself (derivedFrom). What this person writes by most often comes first, and the one used last before
 * all.
 */
import type { Questionnaire } from '@medplum/fhirtypes';

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

export function suitableTemplates<T extends Questionnaire>(templates: readonly T[], writer: Writer): T[] {
  const replaced = new Set(templates.filter((each) => isItsOwn(each, writer)).flatMap(originalsOf));
  return templates
    .filter((template) => isForUnit(template, writer) && !replaced.has(template.url ?? ''))
    .map((template) => ({ template, weight: weightOf(template, writer) }))
    .sort((a, b) => b.weight - a.weight || nameOf(a.template).localeCompare(nameOf(b.template), 'sv'))
    .map(({ template }) => template);
}

/** A form about units or staff is no note's template (http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.subjectType). */
export const isAboutPatients = ({ subjectType }: Questionnaire): boolean =>
  subjectType === undefined || subjectType.includes('Patient');

function isForUnit(template: Questionnaire, { unit, unitKind }: Writer): boolean {
  const venues = (template.useContext ?? []).filter((context) => context.code.code === 'venue');
  if (venues.length === 0) return true;
  return venues.some(
    (venue) =>
      venue.valueReference?.reference === `Organization/${unit}` ||
      (venue.valueReference === undefined &&
        (unitKind === undefined ||
          venue.valueCodeableConcept?.coding?.some((coding) => coding.code === unitKind) === true)),
  );
}

function isItsOwn(template: Questionnaire, { unit }: Writer): boolean {
  return (template.useContext ?? []).some(({ valueReference }) => valueReference?.reference === `Organization/${unit}`);
}

/** Canonical urls, without version, of what it was made from. */
const originalsOf = ({ derivedFrom = [] }: Questionnaire): string[] =>
  derivedFrom.map((canonical) => canonical.split('|')[0] ?? '');

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

export const nameOf = (template: Questionnaire): string => template.title ?? template.name ?? '';

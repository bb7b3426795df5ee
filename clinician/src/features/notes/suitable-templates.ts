/**
 * The unit's templates for this person: those whose useContext (http://hl7.org/fhir/R4/metadatatypes.html#UsageContext) names
 * the unit or the profession come first; those that name another unit are left out. The one used last stands at the top.
 */
import type { Questionnaire } from '@medplum/fhirtypes';

export interface Writer {
  /** Organization id of the care unit. */
  unit: string;
  profession: string;
}

export function suitableTemplates<T extends Questionnaire>(templates: readonly T[], writer: Writer, lastUsed?: string): T[] {
  return templates
    .map((template) => ({ template, fit: fitOf(template, writer) + (template.id !== undefined && template.id === lastUsed ? 10 : 0) }))
    .filter(({ fit }) => fit >= 0)
    .sort((a, b) => b.fit - a.fit || nameOf(a.template).localeCompare(nameOf(b.template), 'sv'))
    .map(({ template }) => template);
}

function fitOf(template: Questionnaire, { unit, profession }: Writer): number {
  const contexts = template.useContext ?? [];
  const units = contexts.flatMap((context) => (context.valueReference?.reference?.startsWith('Organization/') ? [context.valueReference.reference] : []));
  const professions = contexts
    .filter((context) => context.code.code === 'user')
    .flatMap((context) => (context.valueCodeableConcept?.coding ?? []).flatMap((coding) => (coding.code ? [coding.code] : [])));
  if (units.length > 0 && !units.includes(`Organization/${unit}`)) return -1;
  return (units.length > 0 ? 2 : 0) + (professions.includes(profession) ? 3 : professions.length > 0 ? 0 : 1);
}

export const nameOf = (template: Questionnaire): string => template.title ?? template.name ?? '';

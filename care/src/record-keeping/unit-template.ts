/**
 * What a unit adapts for itself: note templates, as Questionnaires (http://hl7.org/fhir/R4/questionnaire.html), and order sets, as
 * PlanDefinitions (http://hl7.org/fhir/R4/plandefinition.html). They say by address and use context whose they are. Each version is a resource
 * of its own with the same url: a draft is written in, a published one is what was written or ordered by and stays as it is. Only its status
 * follows: active, and retired when another version has taken its place.
 */
import type { PlanDefinition, Questionnaire, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from './note-items.ts';

export const unitTemplateTypes = ['Questionnaire', 'PlanDefinition'] as const;
export type UnitTemplateType = (typeof unitTemplateTypes)[number];
export type UnitTemplateResource = Questionnaire | PlanDefinition;

/** Below it, the id of the unit and the template's own word. */
export const unitTemplatesUrl = (type: UnitTemplateType): string => `https://vardkedjan.se/fhir/${type}/of-unit`;

export type TemplateFacts = Pick<Questionnaire, 'url' | 'useContext'>;

export const isUnitTemplateType = (type: string): type is UnitTemplateType =>
  unitTemplateTypes.some((each) => each === type);

/** Id of the Organization that the template belongs to; undefined for what belongs to no unit, or says so in two ways. */
export function unitOfTemplate(
  type: UnitTemplateType,
  { url = '', useContext = [] }: TemplateFacts,
): string | undefined {
  const below = `${unitTemplatesUrl(type)}/`;
  const [unit, word, ...more] = url.startsWith(below) ? url.slice(below.length).split('/') : [];
  if (!unit || !word || more.length > 0 || /[|#]/.test(word)) return undefined;
  const venues = useContext.filter(({ code }) => code?.code === 'venue');
  const isItsOwn = venues.length > 0 && venues.every((one) => one.valueReference?.reference === `Organization/${unit}`);
  return isItsOwn ? unit : undefined;
}

/** What may come after a version of a unit's template; `after` undefined: deleted. */
export function isLawfulTemplate(before: UnitTemplateResource, after: Resource | undefined): boolean {
  if (before.status === 'draft' || unitOfTemplate(before.resourceType, before) === undefined) return true;
  if (after?.resourceType !== before.resourceType) return false;
  const next = after as UnitTemplateResource;
  return next.status !== 'draft' && canonicalJson(keptOf(next)) === canonicalJson(keptOf(before));
}

function keptOf(template: UnitTemplateResource): Partial<UnitTemplateResource> {
  const { meta: _meta, status: _status, date: _date, ...kept } = template;
  return kept;
}

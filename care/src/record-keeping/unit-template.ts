/**
 * A unit's own note templates: Questionnaires (http://hl7.org/fhir/R4/questionnaire.html) that say by address and use context whose they
 * are. Each version is a resource of its own with the same url: a draft is written in, a published one is what notes were written by and
 * stays as it is. Only its status follows: active, and retired when another version has taken its place.
 */
import type { Questionnaire, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from './note-items.ts';

/** Below it, the id of the unit and the template's own word. */
export const unitTemplates = 'https://vardkedjan.se/fhir/Questionnaire/of-unit';

export type TemplateFacts = Pick<Questionnaire, 'url' | 'useContext'>;

/** Id of the Organization that the template belongs to; undefined for what belongs to no unit, or says so in two ways. */
export function unitOfTemplate({ url = '', useContext = [] }: TemplateFacts): string | undefined {
  const [unit, word, ...more] = url.startsWith(`${unitTemplates}/`)
    ? url.slice(unitTemplates.length + 1).split('/')
    : [];
  if (!unit || !word || more.length > 0 || /[|#]/.test(word)) return undefined;
  const venues = useContext.filter(({ code }) => code?.code === 'venue');
  const isItsOwn = venues.length > 0 && venues.every((one) => one.valueReference?.reference === `Organization/${unit}`);
  return isItsOwn ? unit : undefined;
}

/** What may come after a version of a unit's template; `after` undefined: deleted. */
export function isLawfulTemplate(before: Questionnaire, after: Resource | undefined): boolean {
  if (before.status === 'draft' || unitOfTemplate(before) === undefined) return true;
  if (after?.resourceType !== 'Questionnaire') return false;
  return after.status !== 'draft' && canonicalJson(keptOf(after)) === canonicalJson(keptOf(before));
}

function keptOf(template: Questionnaire): Partial<Questionnaire> {
  const { meta: _meta, status: _status, date: _date, ...kept } = template;
  return kept;
}

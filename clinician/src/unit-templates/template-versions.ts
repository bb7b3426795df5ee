/** What a unit has adapted for itself, with its versions, and how one becomes another: Questionnaires or PlanDefinitions of one url, each version a resource. */
import type { PlanDefinition, Questionnaire, UsageContext } from '@medplum/fhirtypes';
import {
  type UnitTemplateResource,
  type UnitTemplateType,
  unitTemplatesUrl,
} from '@vardkedjan/care/record-keeping/unit-template.ts';

export type Stored<T> = T & { id: string };

export interface UnitTemplate<T extends UnitTemplateResource> {
  url: string;
  title: string;
  /** The newest first. */
  versions: readonly Stored<T>[];
  active: Stored<T> | undefined;
  draft: Stored<T> | undefined;
}

export function templatesOf<T extends UnitTemplateResource>(versions: readonly Stored<T>[]): UnitTemplate<T>[] {
  const byUrl = Map.groupBy(versions, ({ url = '' }) => url);
  return [...byUrl]
    .map(([url, all]): UnitTemplate<T> => {
      const sorted = all.toSorted((a, b) => numberOf(b) - numberOf(a));
      const active = sorted.find(({ status }) => status === 'active');
      const draft = sorted.find(({ status }) => status === 'draft');
      return { url, title: (active ?? sorted[0])?.title ?? '', versions: sorted, active, draft };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'sv'));
}

export const nameOf = ({ title, name }: UnitTemplateResource): string => title ?? name ?? '';

export const numberOf = ({ version }: UnitTemplateResource): number => Number(version ?? 0) || 0;

/** Canonical with version, so that what is made by it says by which edition. */
export function canonicalOf({ resourceType, id, url, version }: UnitTemplateResource): string {
  if (!url) return `${resourceType}/${id ?? ''}`;
  return version ? `${url}|${version}` : url;
}

/** Canonical urls, without version, of what it was made from. A PlanDefinition has no derivedFrom; it says so as a related artifact. */
export function originalsOf(template: UnitTemplateResource): string[] {
  const canonicals =
    template.resourceType === 'Questionnaire'
      ? (template.derivedFrom ?? [])
      : (template.relatedArtifact ?? []).flatMap(({ type, resource }) =>
          type === 'derived-from' && resource ? [resource] : [],
        );
  return canonicals.map((canonical) => canonical.split('|')[0] ?? '');
}

/** A draft of the next version, with what `from` has. */
export function nextVersion<T extends UnitTemplateResource>(
  from: T,
  versions: readonly UnitTemplateResource[],
  now: Date,
): T {
  const { id: _id, meta: _meta, ...kept } = from;
  return {
    ...kept,
    version: String(Math.max(0, ...versions.map(numberOf)) + 1),
    status: 'draft',
    date: now.toISOString(),
  } as T;
}

/** The unit's own of a template that all have: it takes its place at the unit once it is published. */
export function adapted<T extends UnitTemplateResource>(shared: T, unit: string, word: string, now: Date): T {
  const { id: _id, meta: _meta, useContext = [], ...kept } = shared;
  return {
    ...kept,
    url: `${unitTemplatesUrl(shared.resourceType)}/${unit}/${word}`,
    version: '1',
    ...derivedFrom(shared),
    status: 'draft',
    date: now.toISOString(),
    useContext: [atUnit(unit), ...useContext.filter(({ code }) => code.code !== 'venue')],
  } as T;
}

function derivedFrom(
  shared: UnitTemplateResource,
): Pick<Questionnaire, 'derivedFrom'> | Pick<PlanDefinition, 'relatedArtifact'> {
  const resource = canonicalOf(shared);
  return shared.resourceType === 'Questionnaire'
    ? { derivedFrom: [resource] }
    : { relatedArtifact: [{ type: 'derived-from', resource }] };
}

/** What every new one of a unit's own says of itself. */
export function begun(type: UnitTemplateType, unit: string, word: string, now: Date) {
  return {
    url: `${unitTemplatesUrl(type)}/${unit}/${word}`,
    version: '1',
    status: 'draft' as const,
    date: now.toISOString(),
    useContext: [atUnit(unit)],
  };
}

const contextType = 'http://terminology.hl7.org/CodeSystem/usage-context-type';

function atUnit(unit: string): UsageContext {
  return { code: { system: contextType, code: 'venue' }, valueReference: { reference: `Organization/${unit}` } };
}

/** Whom it is offered first; the empty string: everybody alike. */
export function professionOf({ useContext = [] }: UnitTemplateResource): string {
  const user = useContext.find(({ code }) => code.code === 'user');
  return user?.valueCodeableConcept?.coding?.[0]?.code ?? '';
}

const professions = 'https://vardkedjan.se/fhir/CodeSystem/profession';

export function forProfession<T extends UnitTemplateResource>(template: T, code: string): T {
  const others = (template.useContext ?? []).filter((each) => each.code.code !== 'user');
  const user: UsageContext = {
    code: { system: contextType, code: 'user' },
    valueCodeableConcept: { coding: [{ system: professions, code }] },
  };
  return { ...template, useContext: code === '' ? others : [...others, user] };
}

/** Meant for the unit itself, for its kind (`unitKind` undefined: not known, and then none is left out for it), or for all. */
export function isForUnit(
  { useContext = [] }: UnitTemplateResource,
  unit: string,
  unitKind: string | undefined,
): boolean {
  const venues = useContext.filter((context) => context.code.code === 'venue');
  if (venues.length === 0) return true;
  return venues.some(
    (venue) =>
      venue.valueReference?.reference === `Organization/${unit}` ||
      (venue.valueReference === undefined &&
        (unitKind === undefined ||
          venue.valueCodeableConcept?.coding?.some((coding) => coding.code === unitKind) === true)),
  );
}

export const isItsOwn = ({ useContext = [] }: UnitTemplateResource, unit: string): boolean =>
  useContext.some(({ valueReference }) => valueReference?.reference === `Organization/${unit}`);

/** Those for the unit, without what it has replaced by its own. */
export function inUseAt<T extends UnitTemplateResource>(
  templates: readonly T[],
  unit: string,
  unitKind: string | undefined,
): T[] {
  const replaced = new Set(templates.filter((each) => isItsOwn(each, unit)).flatMap(originalsOf));
  return templates.filter((each) => isForUnit(each, unit, unitKind) && !replaced.has(each.url ?? ''));
}

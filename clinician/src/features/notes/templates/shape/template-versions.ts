/** A unit's templates with their versions, and how one becomes another: Questionnaires of one url, each version a resource. */
import type { Questionnaire, UsageContext } from '@medplum/fhirtypes';
import { unitTemplates } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { canonicalOf } from '../../draft/template-fields.ts';
import type { Template } from '../../queries.ts';

export interface UnitTemplate {
  url: string;
  title: string;
  /** The newest first. */
  versions: readonly Template[];
  active: Template | undefined;
  draft: Template | undefined;
}

export function templatesOf(versions: readonly Template[]): UnitTemplate[] {
  const byUrl = Map.groupBy(versions, ({ url = '' }) => url);
  return [...byUrl]
    .map(([url, all]): UnitTemplate => {
      const sorted = all.toSorted((a, b) => numberOf(b) - numberOf(a));
      const active = sorted.find(({ status }) => status === 'active');
      const draft = sorted.find(({ status }) => status === 'draft');
      return { url, title: (active ?? sorted[0])?.title ?? '', versions: sorted, active, draft };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'sv'));
}

export const numberOf = ({ version }: Questionnaire): number => Number(version ?? 0) || 0;

/** A draft of the next version, with what `from` has. */
export function nextVersion(from: Questionnaire, versions: readonly Questionnaire[], now: Date): Questionnaire {
  const { id: _id, meta: _meta, ...kept } = from;
  return {
    ...kept,
    version: String(Math.max(0, ...versions.map(numberOf)) + 1),
    status: 'draft',
    date: now.toISOString(),
  };
}

/** The unit's own of a template that all have: it takes its place at the unit once it is published. */
export function adapted(shared: Questionnaire, unit: string, word: string, now: Date): Questionnaire {
  const { id: _id, meta: _meta, useContext = [], ...kept } = shared;
  return {
    ...kept,
    url: `${unitTemplates}/${unit}/${word}`,
    version: '1',
    derivedFrom: [canonicalOf(shared)],
    status: 'draft',
    date: now.toISOString(),
    useContext: [atUnit(unit), ...useContext.filter(({ code }) => code.code !== 'venue')],
  };
}

export function begun(unit: string, word: string, now: Date): Questionnaire {
  return {
    resourceType: 'Questionnaire',
    url: `${unitTemplates}/${unit}/${word}`,
    version: '1',
    status: 'draft',
    date: now.toISOString(),
    subjectType: ['Patient'],
    useContext: [atUnit(unit)],
  };
}

const contextType = 'http://terminology.hl7.org/CodeSystem/usage-context-type';

function atUnit(unit: string): UsageContext {
  return { code: { system: contextType, code: 'venue' }, valueReference: { reference: `Organization/${unit}` } };
}

/** Whom it is offered first; the empty string: everybody alike. */
export function professionOf({ useContext = [] }: Questionnaire): string {
  const user = useContext.find(({ code }) => code.code === 'user');
  return user?.valueCodeableConcept?.coding?.[0]?.code ?? '';
}

const professions = 'https://vardkedjan.se/fhir/CodeSystem/profession';

export function forProfession(template: Questionnaire, code: string): Questionnaire {
  const others = (template.useContext ?? []).filter((each) => each.code.code !== 'user');
  const user: UsageContext = {
    code: { system: contextType, code: 'user' },
    valueCodeableConcept: { coding: [{ system: professions, code }] },
  };
  return { ...template, useContext: code === '' ? others : [...others, user] };
}

/** A value set's codes, a page of them: http://hl7.org/fhir/R4/valueset-operation-expand.html */
import { randomUUID } from 'node:crypto';
import type { ValueSet, ValueSetExpansionParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Part } from '@vardkedjan/fhir/terminology/compose.ts';
import { listed } from '@vardkedjan/fhir/terminology/members.ts';
import { rankOf, searchableText } from '@vardkedjan/fhir/terminology/search-words.ts';
import { type Entry, entryOf, nested } from './expansion-entry.ts';
import type { Sources } from './sources.ts';
import type { Listed, Page, PageAsked, SystemContent } from './system-content.ts';

export interface Expanding {
  filter?: string | undefined;
  offset?: number | undefined;
  /** Without it: all, when they are not too many. */
  count?: number | undefined;
  activeOnly?: boolean | undefined;
  date?: string | undefined;
  includeDesignations?: boolean | undefined;
  /** Languages, or uses as `system|code`, of the designations to include; all of them without. */
  designations?: readonly string[] | undefined;
  includeDefinition?: boolean | undefined;
  /** False: codes stand within those above them. Only of a whole expansion; a page is always flat. */
  excludeNested?: boolean | undefined;
  excludeNotForUI?: boolean | undefined;
  displayLanguage?: string | undefined;
  versions?: VersionsAsked | undefined;
  /** `system` or `system|version` whose codes are left out. */
  excludeSystems?: readonly string[] | undefined;
}

/** Each is `system|version`. */
export interface VersionsAsked {
  /** For systems whose version the value set leaves open. */
  open: readonly string[];
  /** Whatever the value set says. */
  force: readonly string[];
  /** This one, or the expansion fails. */
  check: readonly string[];
}

/** More than this is too costly without paging, and in one page. */
export const mostCodes = 10_000;

export async function expand(
  sources: Sources,
  valueSet: ValueSet,
  parts: readonly Part[],
  how: Expanding,
): Promise<ValueSet> {
  const { offset = 0, count = mostCodes } = how;
  if (count > mostCodes) throw new Failure('too-costly', `A page of an expansion has at most ${mostCodes} codes`);
  const entries: Entry[] = [];
  const used: ValueSetExpansionParameter[] = [];
  let total = 0;
  for (const part of parts) {
    const content = await contentOf(sources, part, how);
    if (how.excludeSystems?.some((canonical) => isExcluded(canonical, part.system, content))) continue;
    const place = { offset: Math.max(0, offset - total), count: count - entries.length };
    const page = content === undefined ? named(part, how, place) : await content.page(pageAsked(part, how, place));
    total += page.total;
    if (how.count === undefined && total > mostCodes) throw tooMany();
    for (const concept of page.concepts) entries.push(entryOf(concept, part, content, how));
    used.push(...usedOf(part, content));
  }
  const whole = how.excludeNested === false && how.count === undefined && how.filter === undefined;
  const contains = whole ? nested(entries) : entries.map(({ contains: entry }) => entry);
  return {
    ...headingOf(valueSet, how),
    expansion: {
      identifier: `urn:uuid:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      total,
      ...((how.count !== undefined || offset > 0) && { offset }),
      ...parametersOf(how, used),
      ...(contains.length > 0 && { contains }),
    },
  };
}

function tooMany(): Failure {
  return new Failure(
    'too-costly',
    `The value set has more than ${mostCodes} codes: ask for a page of them by count, or give a filter`,
  );
}

function isExcluded(canonical: string, system: string, content: SystemContent | undefined): boolean {
  return canonical === system || canonical === `${system}|${content?.about.version ?? ''}`;
}

function versionAmong(list: readonly string[] | undefined, system: string): string | undefined {
  return list?.find((canonical) => canonical.startsWith(`${system}|`))?.slice(system.length + 1);
}

async function contentOf(
  sources: Sources,
  part: Part,
  { versions, date }: Expanding,
): Promise<SystemContent | undefined> {
  const { system } = part;
  const version = versionAmong(versions?.force, system) ?? part.version ?? versionAmong(versions?.open, system);
  const content = await sources.content(system, version, part.date ?? date);
  const checked = versionAmong(versions?.check, system);
  if (checked !== undefined && (content?.about.version ?? version) !== checked)
    throw new Failure('invalid', 'The value set uses another version of a code system than check-system-version says', {
      status: 422,
    });
  if (content === undefined && version !== undefined && (await sources.content(system)) !== undefined)
    throw new Failure('not-found', 'The version of a code system that is asked for is not here', { status: 422 });
  return content;
}

function pageAsked(part: Part, how: Expanding, place: { offset: number; count: number }): PageAsked {
  return {
    members: part.members,
    filter: how.filter,
    activeOnly: part.activeOnly || how.activeOnly === true,
    selectableOnly: how.excludeNotForUI === true,
    date: (part.date ?? how.date)?.slice(0, 10),
    ...place,
    detailed: how.includeDesignations === true || how.displayLanguage !== undefined || how.excludeNested === false,
  };
}

/** Codes that the value set lists itself, of a system that is not here. Fails with `not-supported` when it does not list them. */
function named(
  { members, names }: Part,
  { filter }: Expanding,
  { offset, count }: { offset: number; count: number },
): Page {
  const codes = listed(members);
  if (codes === undefined) {
    throw new Failure('not-supported', 'The value set is made from a code system whose codes are not here', {
      status: 422,
    });
  }
  const all = codes.map((code): Listed => {
    const { display, designations = [] } = names.get(code) ?? {};
    return { code, display, active: true, abstract: false, parents: [], designations };
  });
  const ranked = all.map((one) => ({ one, rank: filter === undefined ? 0 : bestRank(one, filter) }));
  const hits = ranked
    .filter((hit): hit is { one: Listed; rank: number } => hit.rank !== undefined)
    .sort((a, b) => a.rank - b.rank);
  return { total: hits.length, concepts: hits.slice(offset, offset + count).map(({ one }) => one) };
}

function bestRank({ code, display, designations }: Listed, filter: string): number | undefined {
  const terms = [display ?? code, ...designations.map(({ value }) => value)];
  const ranks = terms.map((term) => rankOf(code, searchableText(term), filter)).filter((rank) => rank !== undefined);
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

function usedOf({ system }: Part, content: SystemContent | undefined): ValueSetExpansionParameter[] {
  if (content === undefined) return [];
  const { version, content: mode } = content.about;
  return [
    ...(version === undefined ? [] : [{ name: 'version', valueUri: `${system}|${version}` }]),
    // Not all of the system's codes are here, so not all of the value set's may be.
    ...(mode === 'fragment' || mode === 'example' ? [{ name: mode, valueUri: system }] : []),
  ];
}

function headingOf(
  { resourceType, id, url, version, name, title, status, compose }: ValueSet,
  { includeDefinition }: Expanding,
): ValueSet {
  return {
    resourceType,
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    ...(version !== undefined && { version }),
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    status,
    ...(includeDefinition === true && compose !== undefined && { compose }),
  };
}

/** What the expansion was asked for by (http://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.expansion.parameter). */
function parametersOf(
  how: Expanding,
  used: ValueSetExpansionParameter[],
): { parameter?: ValueSetExpansionParameter[] } {
  const {
    filter,
    offset,
    count,
    activeOnly,
    date,
    includeDesignations,
    excludeNested,
    excludeNotForUI,
    displayLanguage,
  } = how;
  const parameter: ValueSetExpansionParameter[] = [
    ...(filter === undefined ? [] : [{ name: 'filter', valueString: filter }]),
    ...(offset === undefined ? [] : [{ name: 'offset', valueInteger: offset }]),
    ...(count === undefined ? [] : [{ name: 'count', valueInteger: count }]),
    ...(activeOnly === undefined ? [] : [{ name: 'activeOnly', valueBoolean: activeOnly }]),
    ...(date === undefined ? [] : [{ name: 'date', valueDateTime: date }]),
    ...(includeDesignations === undefined ? [] : [{ name: 'includeDesignations', valueBoolean: includeDesignations }]),
    ...(excludeNested === undefined ? [] : [{ name: 'excludeNested', valueBoolean: excludeNested }]),
    ...(excludeNotForUI === undefined ? [] : [{ name: 'excludeNotForUI', valueBoolean: excludeNotForUI }]),
    ...(displayLanguage === undefined ? [] : [{ name: 'displayLanguage', valueCode: displayLanguage }]),
    ...used,
  ];
  return parameter.length === 0 ? {} : { parameter };
}

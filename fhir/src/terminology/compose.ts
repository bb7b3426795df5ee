/**
 * A ValueSet as sets of codes, one for each code system (http://hl7.org/fhir/R4/valueset.html#compositions). A code belongs to one
 * system, so that what is included, excluded and imported is put together system by system.
 */
import type { ValueSet, ValueSetCompose, ValueSetComposeInclude, ValueSetExpansionContains } from '@medplum/fhirtypes';
import { Failure } from '../outcome.ts';
import type { Designation } from './concept.ts';
import { allOf, anyOf, everything, type FilterOperator, type Members } from './members.ts';

export interface Part {
  system: string;
  /** As the value set pins it. */
  version?: string;
  members: Members;
  /** Only codes that are active (`compose.inactive` is false). */
  activeOnly: boolean;
  /** The day whose versions count (`compose.lockedDate`). */
  date?: string;
  /** What the value set itself calls a code. */
  names: ReadonlyMap<string, { display?: string; designations: readonly Designation[] }>;
}

export interface ComposeSources {
  /** The value set with this canonical, of that version when there is one; undefined when it is not known. */
  valueSet(canonical: string): Promise<ValueSet | undefined>;
  /** Filters that only one code system has, such as SNOMED CT's `constraint`; undefined: an ordinary one. */
  filter(system: string, filter: { property: string; op: FilterOperator; value: string }): Members | undefined;
}

const operators: ReadonlySet<string> = new Set([
  '=',
  'is-a',
  'descendent-of',
  'is-not-a',
  'regex',
  'in',
  'not-in',
  'generalizes',
  'exists',
]); // prettier-ignore

/** How many value sets may import one another in a row. */
const deepest = 20;

/** Fails with `not-found` when a value set that it imports is not known, with `invalid` when it includes itself or says nothing. */
export function partsOf(valueSet: ValueSet, sources: ComposeSources): Promise<Part[]> {
  return partsWithin(valueSet, sources, []);
}

async function partsWithin(valueSet: ValueSet, sources: ComposeSources, within: readonly ValueSet[]): Promise<Part[]> {
  if (within.includes(valueSet)) throw new Failure('invalid', 'The value set includes itself');
  if (within.length > deepest) throw new Failure('too-costly', 'The value set imports others too deeply');
  const path = [...within, valueSet];
  if (valueSet.compose !== undefined) return composed(valueSet.compose, sources, path);
  if (valueSet.expansion !== undefined) return enumerated(valueSet.expansion.contains ?? []);
  throw new Failure('invalid', 'The value set has neither a compose nor an expansion');
}

async function composed(
  { include, exclude = [], inactive, lockedDate }: ValueSetCompose,
  sources: ComposeSources,
  path: readonly ValueSet[],
): Promise<Part[]> {
  const partsOfAll = async (list: readonly ValueSetComposeInclude[]): Promise<Part[]> =>
    merged((await Promise.all(list.map((one) => includedBy(one, sources, path)))).flat());
  const [included, excluded] = await Promise.all([partsOfAll(include), partsOfAll(exclude)]);
  return included.map((part) => {
    const without = excluded.filter((other) => isSame(part, other)).map(({ members }) => members);
    const { members: from } = part;
    return {
      ...part,
      activeOnly: part.activeOnly || inactive === false,
      ...(lockedDate !== undefined && { date: lockedDate }),
      members: without.length === 0 ? from : { is: 'except', from, without: anyOf(without) },
    };
  });
}

const isSame = (a: Part, b: Part): boolean =>
  a.system === b.system && (a.version === undefined || b.version === undefined || a.version === b.version);

/** Parts of the same system and version become one. */
function merged(parts: readonly Part[]): Part[] {
  const found = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${part.system}|${part.version ?? ''}`;
    found.set(key, [...(found.get(key) ?? []), part]);
  }
  return [...found.values()].map((same) => ({
    ...(same[0] as Part),
    members: anyOf(same.map(({ members }) => members)),
    activeOnly: same.every(({ activeOnly }) => activeOnly),
    names: same.length === 1 ? (same[0] as Part).names : new Map(same.flatMap(({ names }) => [...names])),
  }));
}

async function includedBy(
  include: ValueSetComposeInclude,
  sources: ComposeSources,
  path: readonly ValueSet[],
): Promise<Part[]> {
  const imports = await Promise.all(
    (include.valueSet ?? []).map(async (canonical) => {
      const imported = await sources.valueSet(canonical);
      if (imported === undefined)
        throw new Failure('not-found', 'A value set that it imports is not known here', { status: 422 });
      return partsWithin(imported, sources, path);
    }),
  );
  const own = include.system === undefined ? undefined : [ownPart(include, include.system, sources)];
  const [first, ...others] = own === undefined ? imports : [own, ...imports];
  if (first === undefined) throw new Failure('invalid', 'An include has neither a system nor a value set');
  return others.reduce(both, first);
}

/** What is in each of the two. */
function both(these: readonly Part[], those: readonly Part[]): Part[] {
  return these.flatMap((part) => {
    const others = those.filter((other) => isSame(part, other));
    const version = part.version ?? others.find((other) => other.version !== undefined)?.version;
    if (others.length === 0) return [];
    return {
      ...part,
      ...(version !== undefined && { version }),
      activeOnly: part.activeOnly || others.every(({ activeOnly }) => activeOnly),
      members: allOf([part.members, anyOf(others.map(({ members }) => members))]),
    };
  });
}

function ownPart(
  { version, concept, filter = [] }: ValueSetComposeInclude,
  system: string,
  sources: ComposeSources,
): Part {
  const codes: Members[] = concept === undefined ? [] : [{ is: 'codes', codes: concept.map(({ code }) => code) }];
  const filters = filter.map(({ property, op, value }): Members => {
    if (!operators.has(op)) throw new Failure('not-supported', 'R4 has no such filter operator');
    const asked = { property, op: op as FilterOperator, value };
    return sources.filter(system, asked) ?? { is: 'filter', ...asked };
  });
  const named = (concept ?? []).filter(
    ({ display, designation }) => display !== undefined || designation !== undefined,
  );
  return {
    system,
    ...(version !== undefined && version !== '*' && { version }),
    activeOnly: false,
    members: codes.length + filters.length === 0 ? everything : allOf([...codes, ...filters]),
    names: new Map(
      named.map(({ code, display, designation = [] }) => [
        code,
        {
          ...(display !== undefined && { display }),
          designations: designation.map(({ language, use, value }) => ({
            ...(language !== undefined && { language }),
            ...(use !== undefined && { use }),
            value: value ?? '',
          })),
        },
      ]),
    ),
  };
}

/** A value set that is only known by an expansion somebody has made. */
function enumerated(contains: readonly ValueSetExpansionContains[]): Part[] {
  const codes = (list: readonly ValueSetExpansionContains[]): ValueSetExpansionContains[] =>
    list.flatMap((one) => [one, ...codes(one.contains ?? [])]);
  return merged(
    codes(contains).flatMap(({ system, version, code, display, abstract }): Part[] =>
      system === undefined || code === undefined || abstract === true
        ? []
        : [
            {
              system,
              ...(version !== undefined && { version }),
              activeOnly: false,
              members: { is: 'codes', codes: [code] },
              names: new Map(display === undefined ? [] : [[code, { display, designations: [] }]]),
            },
          ],
    ),
  );
}

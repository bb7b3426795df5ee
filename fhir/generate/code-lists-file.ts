/**
 * The codes of every value set that R4 binds as required, as `system` → codes. A value set over a code system that R4 does not
 * list (BCP 13 media types, ISO 4217, LOINC answer lists, …) has no code list: see `openValueSets` in the result.
 */
import type { CodeSystem, CodeSystemConcept, ValueSetComposeInclude } from '@medplum/fhirtypes';
import type { TypeRow } from '../src/r4/element-table.ts';
import type { Definitions } from './definitions.ts';

/** By value set url: the codes by system. */
export type CodeLists = Record<string, Record<string, string[]>>;

export function codeLists(definitions: Definitions, elements: Record<string, TypeRow>): CodeLists {
  const bound = new Set<string>();
  for (const type of Object.values(elements)) {
    for (const element of Object.values(type.elements)) if (element.codes !== undefined) bound.add(element.codes);
  }
  const lists: CodeLists = {};
  for (const url of [...bound].sort()) {
    const codes = expand(definitions, url);
    if (codes === undefined) continue;
    lists[url] = Object.fromEntries([...codes].map(([system, list]) => [system, [...list]]));
  }
  return lists;
}

type Codes = Map<string, Set<string>>;

/** undefined when some part of the value set cannot be listed from R4's own definitions. */
function expand(definitions: Definitions, url: string): Codes | undefined {
  const compose = definitions.valueSets.get(url)?.compose;
  if (compose === undefined) return undefined;
  const codes: Codes = new Map();
  for (const include of compose.include ?? []) {
    const part = partOf(definitions, include);
    if (part === undefined) return undefined;
    for (const [system, list] of part) codes.set(system, new Set([...(codes.get(system) ?? []), ...list]));
  }
  for (const exclude of compose.exclude ?? []) {
    const part = partOf(definitions, exclude);
    if (part === undefined) return undefined;
    for (const [system, list] of part) for (const code of list) codes.get(system)?.delete(code);
  }
  return codes;
}

function partOf(definitions: Definitions, include: ValueSetComposeInclude): Codes | undefined {
  if (include.valueSet !== undefined) {
    if (include.system !== undefined || include.valueSet.length !== 1) return undefined;
    return expand(definitions, include.valueSet[0] ?? '');
  }
  const system = include.system ?? '';
  if (include.concept !== undefined) return new Map([[system, new Set(include.concept.map(({ code }) => code ?? ''))]]);
  const codeSystem = definitions.codeSystems.get(system);
  if (codeSystem?.content !== 'complete') return undefined;
  const filters = include.filter ?? [];
  const lists = filters.map((filter) =>
    filter.property === 'concept' && filter.op === 'is-a' ? below(codeSystem, filter.value ?? '') : undefined,
  );
  if (lists.includes(undefined)) return undefined;
  const all = codesIn(codeSystem.concept ?? []);
  return new Map([[system, new Set(all.filter((code) => lists.every((list) => list?.includes(code))))]]);
}

function codesIn(concepts: CodeSystemConcept[]): string[] {
  return concepts.flatMap((concept) => [concept.code ?? '', ...codesIn(concept.concept ?? [])]);
}

function below(codeSystem: CodeSystem, code: string): string[] {
  const find = (concepts: CodeSystemConcept[]): CodeSystemConcept | undefined => {
    for (const concept of concepts) {
      const found = concept.code === code ? concept : find(concept.concept ?? []);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const top = find(codeSystem.concept ?? []);
  return top === undefined ? [] : codesIn([top]);
}

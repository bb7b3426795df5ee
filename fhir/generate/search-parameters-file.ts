/** The search parameters of R4 by base type, slimmed to what a server needs. */
import type { SearchParameter } from '@medplum/fhirtypes';
import type { SearchParameterRow } from '../src/r4/search-parameter-row.ts';
import type { Definitions } from './definitions.ts';

export function searchParameterTable(definitions: Definitions): Record<string, SearchParameterRow[]> {
  const table: Record<string, SearchParameterRow[]> = {};
  for (const parameter of definitions.searchParameters) {
    for (const base of parameter.base ?? []) (table[base] ??= []).push(rowFor(parameter, base));
  }
  for (const rows of Object.values(table)) rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowFor(parameter: SearchParameter, base: string): SearchParameterRow {
  const { code, type, url, target, component } = parameter;
  const expression = partFor(parameter.expression ?? '', base);
  return {
    code,
    type,
    url,
    ...(expression && { expression }),
    ...(target !== undefined && { target: [...target] }),
    ...(component !== undefined && {
      component: component.map((part) => ({ definition: part.definition ?? '', expression: part.expression ?? '' })),
    }),
    ...(parameter.multipleOr === false && { multipleOr: false }),
    ...(parameter.multipleAnd === false && { multipleAnd: false }),
  };
}

/** Of `AllergyIntolerance.code | (Observation.value.ofType(CodeableConcept))` only what concerns the base type. */
function partFor(expression: string, base: string): string {
  const parts = splitUnion(expression);
  const own = parts.filter((part) => new RegExp(`^\\(*${base}\\b`).test(part));
  return (own.length > 0 ? own : parts).join(' | ');
}

function splitUnion(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < expression.length; at++) {
    if (expression[at] === '(') depth++;
    else if (expression[at] === ')') depth--;
    else if (expression[at] === '|' && depth === 0) {
      parts.push(expression.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(expression.slice(start).trim());
  return parts.filter((part) => part !== '');
}

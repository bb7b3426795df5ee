/**
 * The code systems of a `code` element that has no system written in it: those of its required binding. A search may give
 * them (`status=http://hl7.org/fhir/observation-status|final`, https://hl7.org/fhir/R4/search.html#token).
 */
import lists from '../r4/generated/code-lists.json' with { type: 'json' };
import { typeInfo } from '../r4/element-table.ts';
import { typesAt } from './walk.ts';

const known = new Map<string, ReadonlySet<string> | undefined>();

/** undefined: what stands at the path carries its own system (Coding, Identifier). */
export function impliedSystems(path: string): ReadonlySet<string> | undefined {
  if (!known.has(path)) known.set(path, find(path));
  return known.get(path);
}

const strings = new Map<string, boolean>();

/** A token that is a string is one in any case of its letters (https://hl7.org/fhir/R4/search.html#token). */
export function isInAnyCase(path: string): boolean {
  let known = strings.get(path);
  if (known === undefined) {
    const ends = typesAt(path);
    known = ends.length > 0 && ends.every(({ type }) => type === 'string');
    strings.set(path, known);
  }
  return known;
}

function find(path: string): ReadonlySet<string> | undefined {
  const ends = typesAt(path);
  if (ends.some(({ type }) => typeInfo(type)?.primitive !== true)) return undefined;
  const systems = lists as Record<string, Record<string, unknown>>;
  return new Set(
    ends.flatMap(({ codes }) => Object.keys((codes !== undefined && systems[codes.split('|')[0] ?? '']) || {})),
  );
}

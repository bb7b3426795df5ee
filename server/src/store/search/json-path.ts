/**
 * Paths of search parameters as PostgreSQL's jsonpath over the stored text, for what no index row can answer: sorting by
 * codes, words beside a code (`:text`), any code of a system. Lax mode goes into arrays by itself
 * (https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-SQLJSON-PATH).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { isEvaluated } from '@vardkedjan/fhir/search/walk.ts';

export interface JsonPath {
  path: string;
  type: string;
}

/** Each way that the path's values may be written: a choice has one per type. */
function jsonPathsOf(source: string): JsonPath[] {
  if (isEvaluated(source))
    throw new Failure('not-supported', 'This form, or sort by the value, of a parameter that is more than plain steps is not supported');
  if (source.includes('.exists()'))
    throw new Failure('not-supported', 'Sort by whether something exists is not supported');
  const [root = '', ...steps] = source.match(/(?:[^.(]|\([^)]*\))+/g) ?? [];
  let at: JsonPath[] = [{ path: '$', type: root }];
  for (const step of steps) {
    const [, wanted] = /^ofType\((\w+)\)$/.exec(step) ?? [];
    const [, name, text] = /^where\((\w+)='([^']*)'\)$/.exec(step) ?? [];
    const [, element = step, first] = /^(\w+)(\[0\])?$/.exec(step) ?? [];
    if (wanted !== undefined) at = at.filter(({ type }) => type === wanted);
    else if (name !== undefined)
      at = at.map(({ path, type }) => ({ path: `${path} ? (@."${name}" == ${JSON.stringify(text)})`, type }));
    else {
      at = at.flatMap(({ path, type }) =>
        (typeInfo(type)?.byName.get(element) ?? []).map((property) => ({
          path: `${path}."${property.key}"${first ?? ''}`,
          type: property.type,
        })),
      );
    }
  }
  return at;
}

/** Where the value that sorts, or that a code is, stands within the type. */
const codeWithin: Record<string, string> = {
  CodeableConcept: '."coding"."code"',
  Coding: '."code"',
  Identifier: '."value"',
  ContactPoint: '."value"',
  Reference: '."reference"',
};

export function codePaths(source: string): string[] {
  const paths = jsonPathsOf(source);
  const isCode = ({ type }: JsonPath): boolean => codeWithin[type] !== undefined || typeInfo(type)?.primitive === true;
  // Of an extension's value, which may be anything, what can be a code.
  return (paths.some(isCode) ? paths.filter(isCode) : paths)
    .map(({ path, type }) => path + (codeWithin[type] ?? ''));
}

/** What people read beside a code (https://hl7.org/fhir/R4/search.html#modifiers, `:text`). */
const wordsWithin: Record<string, readonly string[]> = {
  CodeableConcept: ['."text"', '."coding"."display"'],
  Coding: ['."display"'],
  Identifier: ['."type"."text"'],
};

export function wordPaths(source: string): string[] {
  return jsonPathsOf(source).flatMap(({ path, type }) => (wordsWithin[type] ?? []).map((words) => path + words));
}

const systemWithin: Record<string, string> = {
  CodeableConcept: '."coding"."system"',
  Coding: '."system"',
  Identifier: '."system"',
};

export function systemPaths(source: string): string[] {
  return jsonPathsOf(source).flatMap(({ path, type }) =>
    systemWithin[type] === undefined ? [] : [path + systemWithin[type]],
  );
}

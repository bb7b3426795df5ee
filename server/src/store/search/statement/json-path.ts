/**
 * Paths of search parameters as PostgreSQL's jsonpath over the stored text, for what no index row can answer: sorting by
 * codes, words beside a code (`:text`), any code of a system, what stands together in one element. Lax mode goes into arrays by itself
 * (https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-SQLJSON-PATH).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { isEvaluated } from '@vardkedjan/fhir/search/walk.ts';

export interface JsonPath {
  path: string;
  type: string;
}

const stepsOf = (path: string): string[] => path.match(/(?:[^.(]|\([^)]*\))+/g) ?? [];

/** Each way that the path's values may be written: a choice has one per type. A path of R4's that is a condition has none. */
function jsonPathsOf(source: string): JsonPath[] {
  if (isEvaluated(source))
    throw new Failure(
      'not-supported',
      'This form, or sort by the value, of a parameter that is more than plain steps is not supported',
    );
  if (source.includes('.exists()')) return [];
  const [root = '', ...steps] = stepsOf(source);
  return pathsBelow({ path: '$', type: root }, steps);
}

function pathsBelow(start: JsonPath, steps: readonly string[]): JsonPath[] {
  let at: JsonPath[] = [start];
  for (const step of steps) {
    const [, wanted] = /^ofType\((\w+)\)$/.exec(step) ?? [];
    const [, name, text] = /^where\((\w+)='([^']*)'\)$/.exec(step) ?? [];
    const [, element = step, first] = /^(\w+)(\[0\])?$/.exec(step) ?? [];
    if (wanted !== undefined) at = at.filter(({ type }) => type.toLowerCase() === wanted.toLowerCase());
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
  return (paths.some(isCode) ? paths.filter(isCode) : paths).map(({ path, type }) => path + (codeWithin[type] ?? ''));
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

/** Where a reference's own words stand. */
export function displayPaths(source: string): string[] {
  return jsonPathsOf(source).flatMap(({ path, type }) => (type === 'Reference' ? [`${path}."display"`] : []));
}

/** The system of the identifier within a reference. */
export function identifierSystemPaths(source: string): string[] {
  return jsonPathsOf(source).flatMap(({ path, type }) =>
    type === 'Reference' ? [`${path}."identifier"."system"`] : [],
  );
}

/** Values that are plain text, uris among them: an array at the end of a path is otherwise one value. */
export function plainPaths(source: string): string[] {
  return jsonPathsOf(source).map(({ path }) => `${path}[*]`);
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

/** A token as it is written: `code` is the property that tells it, undefined where the value itself does. */
export interface TokenPath {
  path: string;
  code: 'code' | 'value' | undefined;
}

export function tokenPaths(source: string): TokenPath[] {
  return jsonPathsOf(source).map(({ path, type }): TokenPath => {
    if (type === 'CodeableConcept') return { path: `${path}."coding"[*]`, code: 'code' };
    if (type === 'Coding') return { path: `${path}[*]`, code: 'code' };
    return { path: `${path}[*]`, code: type === 'Identifier' || type === 'ContactPoint' ? 'value' : undefined };
  });
}

/**
 * Elements at the path in which every part has a value, as one condition for each way the path may be written. A part may be a
 * union (`a | b`), or start from the resource (`%resource.c`).
 */
export function partsPath(source: string, parts: readonly string[]): string[] {
  const [root = ''] = stepsOf(source);
  return jsonPathsOf(source).map((element) => {
    const conditions = parts.map((part) => {
      const ways = part
        .split(' | ')
        .flatMap((way) =>
          way.startsWith('%resource.')
            ? pathsBelow({ path: '$', type: root }, stepsOf(way).slice(1))
            : pathsBelow({ path: '@', type: element.type }, stepsOf(way)),
        );
      return `(${ways.map(({ path }) => `exists(${path})`).join(' || ')})`;
    });
    return `${element.path} ? (${conditions.join(' && ')})`;
  });
}

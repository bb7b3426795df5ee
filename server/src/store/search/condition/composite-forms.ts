/**
 * What the hashed parts of a composite may be stored under (composite-rows.ts): told by what is asked, or, for `system|`, by the
 * codes of that system in the resource's own text (https://hl7.org/fhir/R4/search.html#token).
 */
import { impliedSystems } from '@vardkedjan/fhir/search/code-systems.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { SimpleCriterion, TokenCriterion } from '@vardkedjan/fhir/search/query.ts';
import { between, isHashed } from '../index/index-names.ts';
import { tokenPaths } from '../statement/json-path.ts';
import type { RowSource } from '../statement/row-source.ts';
import type { StatementText } from '../statement/statement-text.ts';

/** The forms themselves, or SQL of a set of them in a column `form`. */
export type Forms = readonly string[] | string;

export function formsOf(
  parameter: SearchParameter,
  path: string,
  parts: readonly SimpleCriterion[],
  { row, text }: { row: RowSource; text: StatementText },
): Forms {
  const ofParts = parts.flatMap((part, at): Forms[] => {
    if (!isHashed(part.kind)) return [];
    const paths = pathsOf(parameter, path, at);
    const system = part.kind === 'token' ? systemAlone(part) : undefined;
    return [system === undefined ? known(part, paths) : codesOfSystem(system, paths, row, text)];
  });
  if (!ofParts.every((forms) => typeof forms !== 'string')) return joinedSql(ofParts, text);
  const [first = [''], ...rest] = ofParts;
  return rest.reduce((before, forms) => before.flatMap((start) => forms.map((form) => start + between + form)), first);
}

function joinedSql(ofParts: readonly Forms[], text: StatementText): string {
  const sets = ofParts.map((forms) => {
    const alias = text.alias('f');
    const set = typeof forms === 'string' ? `(${forms})` : `unnest(${text.texts(forms)})`;
    return { form: `${alias}.form`, from: `${set} as ${alias} (form)` };
  });
  const form = sets.map((set) => set.form).join(` || chr(${between.charCodeAt(0)}) || `);
  return `select ${form} as form from ${sets.map(({ from }) => from).join(' cross join ')}`;
}

function pathsOf({ owner, components = [] }: SearchParameter, path: string, at: number): string[] {
  const ways = components[at]?.path.split(' | ') ?? [];
  return ways.map((way) => (way.startsWith('%resource.') ? owner + way.slice('%resource'.length) : `${path}.${way}`));
}

/** Of a part, which has one value. */
function systemAlone({ values }: TokenCriterion): string | undefined {
  const [value] = values;
  return value?.code === undefined ? value?.system : undefined;
}

function known(part: SimpleCriterion, paths: readonly string[]): string[] {
  if (part.kind === 'uri') return part.values;
  if (part.kind === 'token') {
    return part.values.flatMap(({ system, code = '' }) => {
      if (system === undefined) return [code];
      return paths.some((path) => impliedSystems(path)?.has(system)) ? [code] : [`${system}|${code}`];
    });
  }
  if (part.kind !== 'reference') return [];
  return part.values.flatMap(({ type, id = '', url }) => {
    if (url !== undefined) return [url];
    return (type === undefined ? part.parameter.targets : [type]).map((target) => `${target}/${id}`);
  });
}

/** `system|`: each code of it that stands there; a `code` element has the system that its binding implies. */
function codesOfSystem(system: string, paths: readonly string[], row: RowSource, text: StatementText): string {
  const sets = paths.flatMap((path) =>
    tokenPaths(path).flatMap(({ path: place, code }) => {
      const isImplied = impliedSystems(path)?.has(system) === true;
      if (code === undefined && !isImplied) return [];
      const value = text.alias('v');
      const form =
        code === undefined ? `${value} #>> '{}'` : `${value} ->> 'system' || '|' || (${value} ->> '${code}')`;
      const ofSystem = code === undefined ? '' : ` where ${value} ->> 'system' = ${text.bind(system, 'text')}`;
      return [
        `select ${form} from jsonb_path_query(${row.bodyJson}, ${text.bind(place, 'jsonpath')}) ${value}${ofSystem}`,
      ];
    }),
  );
  return sets.length === 0 ? 'select null::text where false' : sets.join(' union all ');
}

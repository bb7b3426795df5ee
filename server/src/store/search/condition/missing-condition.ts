/**
 * `:missing` (https://hl7.org/fhir/R4/search.html#modifiers): by the bits that say which sources have a value. A composite is there
 * when all its parts are, in repeating elements together in one of them, which only the stored text tells.
 */
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { componentSources } from './composite-condition.ts';
import { postingSeed } from '../index/index-names.ts';
import { partsPath } from '../statement/json-path.ts';
import { lookup } from '../statement/lookups.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';
import { tokensSql } from './token-condition.ts';

export function missingSql(parameter: SearchParameter, missing: boolean, row: RowSource, text: StatementText): string {
  const there =
    parameter.type === 'composite'
      ? either(
          parameter.sources.map((path) =>
            path === row.type ? wholeSql(parameter, row, text) : elementSql(parameter, path, row, text),
          ),
        )
      : presentSql(parameter, row, text);
  return missing ? `not (${there})` : there;
}

/** R4's own sources have a bit; those of added parameters a token. */
function presentSql(parameter: SearchParameter, row: RowSource, text: StatementText): string {
  const sources = sourcesOf(parameter);
  const bits = sources.reduce((sum, { bit }) => (bit === undefined ? sum : sum + 2 ** bit), 0);
  const marks = sources.filter(({ bit }) => bit === undefined);
  const present: string[] = [];
  if (bits > 0 || marks.length === 0) present.push(`(${row.resource}.present & ${text.bind(bits, 'bigint')}) <> 0`);
  const lookups = marks.map(({ kind, path }) => lookup('', postingSeed.present(kind, path), false));
  if (lookups.length > 0) present.push(tokensSql(lookups, `${row.resource}.tokens`, text));
  return either(present);
}

function wholeSql(parameter: SearchParameter, row: RowSource, text: StatementText): string {
  const parts = (parameter.components ?? []).map((_, at) => presentSql(componentSources(parameter, at), row, text));
  return `(${parts.join(' and ')})`;
}

function elementSql(parameter: SearchParameter, path: string, row: RowSource, text: StatementText): string {
  const components = parameter.components ?? [];
  const paths = partsPath(
    path,
    components.map((part) => part.path),
  );
  const together = either(paths.map((each) => `jsonb_path_exists(${row.bodyJson}, ${text.bind(each, 'jsonpath')})`));
  // The text is read only where the row says that there is a value of the last part: most have none.
  const last = components.at(-1);
  return last === undefined ? together : `(${presentSql(last.parameter, row, text)} and ${together})`;
}

/**
 * One `name=value` of a search: parameter, modifiers, chaining and reverse chaining
 * (https://hl7.org/fhir/R4/search.html#modifiers, #chaining, #has).
 */
import { isResourceType } from '../r4/resource-types.ts';
import { chainTo } from './chain-to.ts';
import { filterCriterion } from './filter/filter-criterion.ts';
import { findParameter } from './find-parameter.ts';
import { parseNamed, refusedModifier } from './parse-simple.ts';
import { parseSpecial } from './parse-special.ts';
import { invalid, type ParseContext } from './parse-value.ts';
import type { Criterion } from './query.ts';

/** A chain longer than this is nobody's question; each step is a statement within the statement. */
const longestChain = 10;

export function parseCriterion(type: string, name: string, value: string, about: ParseContext, depth = 0): Criterion {
  if (depth > longestChain) throw invalid('of a chain', `more than ${longestChain} steps`);
  if (name.startsWith('_has:')) return parseHas(name, value, about, depth);
  const dot = name.indexOf('.');
  if (dot >= 0) return parseChain(type, name, dot, value, about, depth);
  const [code = '', modifier, ...more] = name.split(':');
  if (more.length > 0) throw invalid(name, 'more than one modifier');
  if (code === '_filter') {
    if (modifier !== undefined) throw refusedModifier(name, modifier);
    return filterCriterion(type, value, about);
  }
  const special = parseSpecial(type, { code, modifier, name }, value, about);
  return special ?? parseNamed({ parameter: findParameter(type, code, about), modifier, name }, value, about);
}

function parseHas(name: string, value: string, about: ParseContext, depth: number): Criterion {
  const [, type = '', code = '', ...rest] = name.split(':');
  if (!isResourceType(type) || rest.length === 0)
    throw invalid(name, 'reverse chaining is _has:[type]:[reference]:[parameter]');
  const parameter = findParameter(type, code, about);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  return { kind: 'has', type, parameter, criterion: parseCriterion(type, rest.join(':'), value, about, depth + 1) };
}

function parseChain(
  type: string,
  name: string,
  dot: number,
  value: string,
  about: ParseContext,
  depth: number,
): Criterion {
  const [code = '', only, ...more] = name.slice(0, dot).split(':');
  const parameter = findParameter(type, code, about);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  if (more.length > 0 || (only !== undefined && !parameter.targets.includes(only)))
    throw invalid(name, `${code} does not lead there`);
  const rest = name.slice(dot + 1);
  return chainTo(parameter, only === undefined ? parameter.targets : [only], name, (target) =>
    parseCriterion(target, rest, value, about, depth + 1),
  );
}

/** What comes along with the matches: https://hl7.org/fhir/R4/search.html#include, #revinclude. */
import { isResourceType } from '../r4/resource-types.ts';
import { UnknownParameter } from './find-parameter.ts';
import type { SearchParameter } from './parameters.ts';
import { invalid } from './parse-value.ts';
import type { Include } from './query.ts';
import type { SearchParameters } from './search-parameters.ts';

export interface AskedAlong {
  /** The types that are searched. */
  types: readonly string[];
  /** The parameter as written. */
  name: string;
  iterate: boolean;
  parameters: SearchParameters;
}

export function parseInclude(asked: AskedAlong, value: string): Include {
  const { types, name, iterate } = asked;
  if (value === '*') return { iterate };
  const [type = '', code = '', target] = partsOf(asked, value);
  if (!types.includes(type) && !iterate) throw invalid(name, `${type} is not searched here; with :iterate it may be`);
  if (code === '*') return { type, iterate };
  return { type, ...referenceFrom(asked, type, code, target), iterate };
}

export function parseRevinclude(asked: AskedAlong, value: string): Include {
  const { types, name, iterate, parameters } = asked;
  if (value === '*') return { iterate };
  const [type = '', code = '', target] = partsOf(asked, value);
  const leadsHere = (targets: readonly string[]) => iterate || types.some((each) => targets.includes(each));
  const nowhere = (what: string) =>
    invalid(name, `${what} leads to ${types.length > 1 ? 'the types searched' : types.join()}`);
  if (code === '*') {
    const leading = (each: SearchParameter) => each.type === 'reference' && leadsHere(each.targets);
    if (![...parameters.of(type)].some(leading)) throw nowhere(`nothing in ${type}`);
    return { type, iterate };
  }
  const found = referenceFrom(asked, type, code, target);
  if (!leadsHere(target === undefined ? found.parameter.targets : [target])) throw nowhere(`no ${code} of ${type}`);
  return { type, ...found, iterate };
}

function partsOf({ name }: AskedAlong, value: string): string[] {
  const parts = value.split(':');
  const [type, code] = parts;
  if (!isResourceType(type) || !code || parts.length > 3)
    throw invalid(name, '[type]:[parameter] or [type]:[parameter]:[target]');
  return parts;
}

function referenceFrom({ name, parameters }: AskedAlong, type: string, code: string, target: string | undefined) {
  const parameter = parameters.find(type, code);
  if (parameter === undefined) throw new UnknownParameter(type, code);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  if (target !== undefined && !parameter.targets.includes(target))
    throw invalid(name, `${code} does not lead to such a type`);
  return { parameter, ...(target !== undefined && { target }) };
}

/**
 * One `name=value` of a search: parameter, modifiers, chaining and reverse chaining
 * (https://hl7.org/fhir/R4/search.html#modifiers, #chaining, #has).
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { splitAt, unescape } from './escape.ts';
import type { SearchParameter } from './parameters.ts';
import {
  dateValue,
  invalid,
  numberValue,
  ofTypeValue,
  quantityValue,
  referenceValue,
  stringValue,
  tokenValue,
} from './parse-value.ts';
import type { ConceptCriterion, Criterion, SimpleCriterion } from './query.ts';
import type { Zone } from './search-instants.ts';
import type { SearchParameters } from './search-parameters.ts';

/** What the reading of values depends on. */
export interface ParseContext {
  /** Where this server answers, without a slash at the end: absolute references below it are its own. */
  base?: string;
  /** Where dates without a time zone are. */
  zone: Zone;
  /** The parameters there are. */
  parameters: SearchParameters;
}

/** A parameter that R4 does not have for the type; lenient handling lets it pass. */
export class UnknownParameter extends Failure {
  constructor(type: string, name: string) {
    super('not-supported', `${type} has no search parameter ${name}`);
  }
}

const unsupported: Record<string, string> = {
  near: 'search by distance',
  _query: 'named queries',
  _list: 'search by list',
  _filter: 'the filter language',
  _type: 'search across types',
  _contained: 'search in contained resources',
  _containedType: 'search in contained resources',
  _score: 'relevance',
};

export function parseCriterion(type: string, name: string, value: string, about: ParseContext): Criterion {
  if (name.startsWith('_has:')) return parseHas(name, value, about);
  const dot = name.indexOf('.');
  if (dot >= 0) return parseChain(type, name, dot, value, about);
  const [code = '', modifier, ...more] = name.split(':');
  if (more.length > 0) throw invalid(name, 'more than one modifier');
  const special = parseSpecial(code, modifier, name, value, about);
  if (special !== undefined) return special;
  const parameter = find(type, code, about);
  if (modifier === 'missing') return { kind: 'missing', parameter, missing: boolean(name, value) };
  if (parameter.type === 'composite') return parseComposite(parameter, modifier, name, value, about);
  if (parameter.type === 'token' && isConceptModifier(modifier)) return parseConcept(parameter, modifier, name, value);
  return parseSimple(parameter, modifier, name, splitAt(value, ','), about);
}

function find(type: string, code: string, { parameters }: ParseContext): SearchParameter {
  const parameter = parameters.find(type, code);
  if (parameter !== undefined) return parameter;
  const what = unsupported[code];
  if (what !== undefined) throw new Failure('not-supported', `Search parameter ${code}: ${what} is not supported`);
  throw new UnknownParameter(type, code);
}

type ConceptModifier = ConceptCriterion['modifier'];

function isConceptModifier(modifier: string | undefined): modifier is ConceptModifier {
  return modifier === 'in' || modifier === 'not-in' || modifier === 'above' || modifier === 'below';
}

/** https://hl7.org/fhir/R4/search.html#modifiers: `:in` and `:not-in` name a value set, `:above` and `:below` a concept. */
function parseConcept(parameter: SearchParameter, modifier: ConceptModifier, name: string, value: string): Criterion {
  const bySet = modifier === 'in' || modifier === 'not-in';
  const values = splitAt(value, ',').map((text) => {
    if (text === '') throw invalid(name, 'an empty value');
    const token = bySet ? { code: unescape(text) } : tokenValue(name, text);
    if (!token.code) throw invalid(name, 'a concept is code or system|code');
    return token;
  });
  return { kind: 'concept', parameter, modifier, values };
}

function parseSpecial(
  code: string,
  modifier: string | undefined,
  name: string,
  value: string,
  about: ParseContext,
): Criterion | undefined {
  if (!['_id', '_lastUpdated', '_text', '_content'].includes(code)) return undefined;
  if (modifier !== undefined) throw refusedModifier(name, modifier);
  const values = splitAt(value, ',');
  if (code === '_id') return { kind: 'id', values: values.map((id) => tokenValue(name, id).code ?? '') };
  if (code === '_lastUpdated')
    return { kind: 'last-updated', values: values.map((text) => dateValue(name, text, about.zone)) };
  return { kind: 'words', where: code === '_text' ? 'narrative' : 'anywhere', values: [stringValue(name, value)] };
}

function parseHas(name: string, value: string, about: ParseContext): Criterion {
  const [, type = '', code = '', ...rest] = name.split(':');
  if (!isResourceType(type) || rest.length === 0)
    throw invalid(name, 'reverse chaining is _has:[type]:[reference]:[parameter]');
  const parameter = find(type, code, about);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  return { kind: 'has', type, parameter, criterion: parseCriterion(type, rest.join(':'), value, about) };
}

/** R4 lists all types for a reference to anything. */
const nearlyAll = 100;

function parseChain(type: string, name: string, dot: number, value: string, about: ParseContext): Criterion {
  const [code = '', only, ...more] = name.slice(0, dot).split(':');
  const parameter = find(type, code, about);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  if (more.length > 0 || (only !== undefined && !parameter.targets.includes(only)))
    throw invalid(name, `${code} does not lead there`);
  if (only === undefined && parameter.targets.length > nearlyAll) {
    throw invalid(name, `${code} leads to any type: say which, as in ${code}:Patient.name`);
  }
  const rest = name.slice(dot + 1);
  const targets: { type: string; criterion: Criterion }[] = [];
  let failure: unknown;
  for (const target of only === undefined ? parameter.targets : [only]) {
    try {
      targets.push({ type: target, criterion: parseCriterion(target, rest, value, about) });
    } catch (error) {
      if (!(error instanceof UnknownParameter)) throw error;
      failure ??= error;
    }
  }
  if (targets.length === 0) throw failure;
  return { kind: 'chain', parameter, targets };
}

function parseSimple(
  parameter: SearchParameter,
  modifier: string | undefined,
  name: string,
  values: string[],
  about: ParseContext,
): SimpleCriterion {
  if (values.includes('')) throw invalid(name, 'an empty value');
  const kind = parameter.type;
  switch (kind) {
    case 'token':
      if (modifier === 'of-type')
        return { kind, parameter, modifier, values: values.map((text) => ofTypeValue(name, text)) };
      if (modifier === 'text')
        return { kind, parameter, modifier, values: values.map((text) => ({ code: stringValue(name, text) })) };
      if (modifier !== undefined && modifier !== 'not') throw refusedModifier(name, modifier);
      return { kind, parameter, ...(modifier && { modifier }), values: values.map((text) => tokenValue(name, text)) };
    case 'string':
      if (modifier !== undefined && modifier !== 'exact' && modifier !== 'contains')
        throw refusedModifier(name, modifier);
      return { kind, parameter, ...(modifier && { modifier }), values: values.map((text) => stringValue(name, text)) };
    case 'uri':
      if (modifier !== undefined && modifier !== 'above' && modifier !== 'below') throw refusedModifier(name, modifier);
      if (modifier === 'below' && parameter.code.startsWith('_')) throw refusedModifier(name, modifier);
      return { kind, parameter, ...(modifier && { modifier }), values: values.map(unescape) };
    case 'reference':
      return parseReference(parameter, modifier, name, values, about);
    case 'date':
      if (modifier !== undefined) throw refusedModifier(name, modifier);
      return { kind, parameter, values: values.map((text) => dateValue(name, text, about.zone)) };
    case 'number':
      if (modifier !== undefined) throw refusedModifier(name, modifier);
      return { kind, parameter, values: values.map((text) => numberValue(name, text)) };
    case 'quantity':
      if (modifier !== undefined) throw refusedModifier(name, modifier);
      return { kind, parameter, values: values.map((text) => quantityValue(name, text)) };
    case 'composite':
      throw invalid(name, 'a composite cannot be part of another');
  }
}

function parseReference(
  parameter: SearchParameter,
  modifier: string | undefined,
  name: string,
  values: string[],
  about: ParseContext,
): SimpleCriterion {
  if (modifier === 'identifier') {
    return { kind: 'identifier', parameter, values: values.map((text) => tokenValue(name, text)) };
  }
  if (modifier !== undefined && !isResourceType(modifier)) throw refusedModifier(name, modifier);
  if (modifier !== undefined && !parameter.targets.includes(modifier))
    throw invalid(name, `does not lead to ${modifier}`);
  const context = {
    targets: parameter.targets,
    ...(modifier && { only: modifier }),
    ...(about.base !== undefined && { base: about.base }),
  };
  return { kind: 'reference', parameter, values: values.map((text) => referenceValue(name, text, context)) };
}

function parseComposite(
  parameter: SearchParameter,
  modifier: string | undefined,
  name: string,
  value: string,
  about: ParseContext,
): Criterion {
  if (modifier !== undefined) throw refusedModifier(name, modifier);
  const components = parameter.components ?? [];
  const values = splitAt(value, ',').map((text) => {
    const parts = splitAt(text, '$');
    if (parts.length !== components.length) throw invalid(name, `needs ${components.length} values with $ between`);
    return components.map((component, at) =>
      parseSimple(component.parameter, undefined, name, [parts[at] ?? ''], about),
    );
  });
  return { kind: 'composite', parameter, values };
}

function refusedModifier(name: string, modifier: string): Failure {
  return new Failure('not-supported', `Search parameter ${name}: the modifier :${modifier} is not supported here`);
}

function boolean(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw invalid(name, 'true or false');
  return value === 'true';
}

/**
 * Values of one parameter of the type itself, with its modifier (https://hl7.org/fhir/R4/search.html#modifiers).
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { isEscaped, splitAt, unescape } from './escape.ts';
import { hierarchyOf } from './hierarchy.ts';
import type { SearchParameter } from './parameters.ts';
import {
  dateValue,
  invalid,
  numberValue,
  ofTypeValue,
  type ParseContext,
  quantityValue,
  referenceValue,
  stringValue,
  tokenValue,
} from './parse-value.ts';
import type { ConceptCriterion, Criterion, ReferenceValue, SimpleCriterion } from './query.ts';

/** A parameter and what was written about it; `name` is its whole name, for those who are told what is wrong. */
export interface Asked {
  parameter: SearchParameter;
  modifier: string | undefined;
  name: string;
}

export function refusedModifier(name: string, modifier: string): Failure {
  return new Failure('not-supported', `Search parameter ${name}: the modifier :${modifier} is not supported here`);
}

export function parseNamed(asked: Asked, value: string, about: ParseContext): Criterion {
  const { parameter, modifier, name } = asked;
  if (modifier === 'missing') return { kind: 'missing', parameter, missing: parseTruth(name, value) };
  if (!isEscaped(value)) throw invalid(name, 'a backslash stands only before , | $ or another backslash');
  if (parameter.type === 'composite') return parseComposite(asked, value, about);
  const values = splitAt(value, ',');
  if (values.includes('')) throw invalid(name, 'an empty value');
  if (parameter.type === 'uri' && parameter.code === 'url' && modifier === undefined)
    return byCanonical(asked, values, about);
  if (parameter.type === 'token' && modifier === 'below' && isOfMediaTypes(parameter))
    return {
      kind: 'token',
      parameter,
      modifier: 'media-type',
      values: values.map((text) => ({ code: unescape(text) })),
    };
  if (parameter.type === 'token' && isOfConcepts(modifier)) return parseConcept(asked, modifier, values);
  if (parameter.type === 'reference' && (modifier === 'above' || modifier === 'below')) {
    return { kind: 'hierarchy', parameter, modifier, values: values.map((text) => inHierarchy(asked, text, about)) };
  }
  return parseSimple(asked, values, about);
}

export function parseTruth(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw invalid(name, 'true or false');
  return value === 'true';
}

/** `url|version` (https://hl7.org/fhir/R4/search.html#uri): the URL of the one, and its own version. */
function byCanonical({ parameter }: Asked, values: string[], { parameters }: ParseContext): Criterion {
  const version = parameters.find(parameter.owner, 'version');
  const criteria = values.map((text): Criterion => {
    const parts = splitAt(text, '|').map(unescape);
    const [url = '', of = ''] = parts;
    if (version === undefined || parts.length !== 2 || url === '' || of === '')
      return { kind: 'uri', parameter, values: [unescape(text)] };
    const byUrl: Criterion = { kind: 'uri', parameter, values: [url] };
    return { kind: 'and', criteria: [byUrl, { kind: 'token', parameter: version, values: [{ code: of }] }] };
  });
  const plain = criteria.flatMap((criterion) => (criterion.kind === 'uri' ? criterion.values : []));
  if (plain.length === values.length) return { kind: 'uri', parameter, values: plain };
  const [only] = criteria;
  return only !== undefined && criteria.length === 1 ? only : { kind: 'or', criteria };
}

type ConceptModifier = ConceptCriterion['modifier'];

function isOfConcepts(modifier: string | undefined): modifier is ConceptModifier {
  return modifier === 'in' || modifier === 'not-in' || modifier === 'above' || modifier === 'below';
}

/** https://hl7.org/fhir/R4/search.html#mimetype */
function isOfMediaTypes({ sources }: SearchParameter): boolean {
  return sources.every((path) => path.endsWith('.contentType'));
}

/** `:in` and `:not-in` name a value set, `:above` and `:below` a concept. */
function parseConcept({ parameter, name }: Asked, modifier: ConceptModifier, values: string[]): Criterion {
  const bySet = modifier === 'in' || modifier === 'not-in';
  const parsed = values.map((text) => {
    const token = bySet ? { code: unescape(text) } : tokenValue(name, text);
    if (!token.code) throw invalid(name, 'a concept is code or system|code');
    return token;
  });
  return { kind: 'concept', parameter, modifier, values: parsed };
}

/** https://hl7.org/fhir/R4/search.html#recursive */
function inHierarchy({ parameter, name }: Asked, text: string, { base, parameters }: ParseContext): ReferenceValue {
  const { targets } = parameter;
  const value = referenceValue(name, text, { targets, ...(base !== undefined && { base }) });
  const { type, id } = value;
  if (type === undefined || id === undefined) throw invalid(name, 'say which type, as in Location/1');
  const hierarchy = hierarchyOf(type);
  // Asked for again, so that it does not answer while its index is written anew.
  if (hierarchy === undefined || parameters.find(type, hierarchy.code) === undefined)
    throw invalid(name, `${type} has no hierarchy in R4`);
  return value;
}

/** One of the values, each already without the commas between them. */
export function parseSimple(
  { parameter, modifier, name }: Asked,
  values: string[],
  about: ParseContext,
): SimpleCriterion {
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
      return { kind, parameter, ...(modifier && { modifier }), values: values.map(unescape) };
    case 'reference':
      return parseReference({ parameter, modifier, name }, values, about);
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
  { parameter, modifier, name }: Asked,
  values: string[],
  { base }: ParseContext,
): SimpleCriterion {
  if (modifier === 'identifier')
    return { kind: 'identifier', parameter, values: values.map((text) => tokenValue(name, text)) };
  if (modifier === 'text') return { kind: 'display', parameter, values: values.map((text) => stringValue(name, text)) };
  if (modifier !== undefined && !isResourceType(modifier)) throw refusedModifier(name, modifier);
  if (modifier !== undefined && !parameter.targets.includes(modifier))
    throw invalid(name, `${parameter.code} does not lead to ${modifier}`);
  const context = {
    targets: parameter.targets,
    ...(modifier !== undefined && { only: modifier }),
    ...(base !== undefined && { base }),
  };
  return { kind: 'reference', parameter, values: values.map((text) => referenceValue(name, text, context)) };
}

export function parseComposite({ parameter, modifier, name }: Asked, value: string, about: ParseContext): Criterion {
  if (modifier !== undefined) throw refusedModifier(name, modifier);
  const components = parameter.components ?? [];
  const values = splitAt(value, ',').map((text) => {
    const parts = splitAt(text, '$');
    if (parts.length !== components.length) throw invalid(name, `needs ${components.length} values with $ between`);
    return components.map((component, at) => {
      const part = parts[at] ?? '';
      if (part === '') throw invalid(name, 'an empty value');
      return parseSimple({ parameter: component.parameter, modifier: undefined, name }, [part], about);
    });
  });
  return { kind: 'composite', parameter, values };
}

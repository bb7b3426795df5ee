/**
 * The parameters that are about no element of the type: `_id`, `_lastUpdated`, `_text`, `_content`, `_list`
 * (https://hl7.org/fhir/R4/search.html#all), and Location's `near` (https://hl7.org/fhir/R4/location.html#search).
 */
import { Failure } from '../outcome.ts';
import { splitAt, unescape } from './escape.ts';
import { findParameter } from './find-parameter.ts';
import { parseTruth, refusedModifier } from './parse-simple.ts';
import { parameterOf } from './parameters.ts';
import { dateValue, idOf, type ParseContext, placeValue, stringValue } from './parse-value.ts';
import type { Criterion } from './query.ts';
import { hasWords } from './words.ts';

/** A parameter's name as it was written, taken apart. */
export interface Written {
  code: string;
  modifier: string | undefined;
  name: string;
}

/** Besides R4's own parameters of a type: those of every type, each with what it is to the CapabilityStatement. */
export const specialParameters: Readonly<Record<string, 'token' | 'date' | 'string' | 'special'>> = {
  _id: 'token',
  _lastUpdated: 'date',
  _text: 'string',
  _content: 'string',
  _list: 'string',
  _filter: 'special',
  near: 'special',
};

/** Types without a narrative (https://hl7.org/fhir/R4/resource.html). */
const withoutText = new Set(['Binary', 'Bundle', 'Parameters']);

export function hasSpecial(type: string, code: string): boolean {
  if (code === 'near') return type === 'Location';
  if (code === '_list') return parameterOf('List', 'item')?.targets.includes(type) === true;
  if ((code === '_text' || code === '_content') && !hasWords(type)) return false;
  return Object.hasOwn(specialParameters, code) && !(code === '_text' && withoutText.has(type));
}

/** One that every type may have, and this one has not: it has no narrative, no words, or is in no List. */
export function lacksSpecial(type: string, code: string): boolean {
  return code !== 'near' && Object.hasOwn(specialParameters, code) && !hasSpecial(type, code);
}

/** undefined: the parameter is none of these. */
export function parseSpecial(
  type: string,
  { code, modifier, name }: Written,
  value: string,
  about: ParseContext,
): Criterion | undefined {
  if (!hasSpecial(type, code)) return undefined;
  if (code === 'near') return parseNear(type, { code, modifier, name }, value, about);
  if (modifier !== undefined && !(code === '_id' && modifier === 'not')) throw refusedModifier(name, modifier);
  const values = splitAt(value, ',');
  switch (code) {
    case '_id': {
      const criterion: Criterion = { kind: 'id', values: values.map((text) => idOf(name, text)) };
      return modifier === 'not' ? { kind: 'not', criterion } : criterion;
    }
    case '_lastUpdated':
      return { kind: 'last-updated', values: values.map((text) => dateValue(name, text, about.zone)) };
    case '_list':
      return parseList(name, values, about);
    default:
      requireIndexed(type, about);
      return { kind: 'words', where: code === '_text' ? 'narrative' : 'anywhere', values: [stringValue(name, value)] };
  }
}

/** The members of a List are what it refers to as items: https://hl7.org/fhir/R4/search.html#list */
function parseList(name: string, values: string[], about: ParseContext): Criterion {
  if (values.some((text) => text.startsWith('$')))
    throw new Failure(
      'not-supported',
      `Search parameter ${name}: lists that a server works out ($current-…) are not supported`,
    );
  const ids = values.map((text) => idOf(name, text.replace(/^List\//, '')));
  return {
    kind: 'has',
    type: 'List',
    parameter: findParameter('List', 'item', about),
    criterion: { kind: 'id', values: ids },
  };
}

/** These have no parameter of their own to ask, but rows like the others': while those are written anew this throws. */
function requireIndexed(type: string, { parameters }: ParseContext): void {
  parameters.find(type, '_profile');
}

function parseNear(type: string, { modifier, name }: Written, value: string, about: ParseContext): Criterion {
  requireIndexed(type, about);
  if (modifier === 'missing') return { kind: 'placed', placed: !parseTruth(name, value) };
  if (modifier !== undefined) throw refusedModifier(name, modifier);
  const places = splitAt(value, ',').map((text) => placeValue(name, unescape(text)));
  return { kind: 'near', places };
}

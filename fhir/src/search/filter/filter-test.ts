/**
 * One test of a `_filter`: what its operator means for the type of the parameter
 * (https://hl7.org/fhir/R4/search_filter.html#ops). Where the page says that an operator means nothing, it is refused.
 *
 * Deviation: the page calls values never case sensitive. Strings are not; tokens are compared as everywhere else in this server,
 * by their own letters, so that a filter and a plain search agree.
 */
import { Failure } from '../../outcome.ts';
import type { SearchParameter } from '../parameters.ts';
import { parseComposite, parseTruth } from '../parse-simple.ts';
import { parseSpecial } from '../parse-special.ts';
import {
  dateValue,
  invalid,
  numberValue,
  type ParseContext,
  quantityValue,
  referenceValue,
  stringValue,
  tokenValue,
} from '../parse-value.ts';
import type { Criterion, StringModifier, TokenValue } from '../query.ts';
import type { FilterOperator, FilterTest } from './read-filter.ts';

/** Names that may stand for code systems (https://hl7.org/fhir/R4/search_filter.html#ops, the note). */
const systems: Readonly<Record<string, string>> = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ucum: 'http://unitsofmeasure.org',
};

const compared = new Set<FilterOperator>(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'ap', 'sa', 'eb']);
const strings: Partial<Record<FilterOperator, StringModifier | ''>> = {
  eq: 'eq',
  ne: 'ne',
  co: 'contains',
  sw: '',
  ew: 'ew',
  gt: 'gt',
  lt: 'lt',
  ge: 'ge',
  le: 'le',
};

export function parameterCriterion(parameter: SearchParameter, test: FilterTest, about: ParseContext): Criterion {
  const { operator, value } = test;
  const name = `_filter (${parameter.code})`;
  if (operator === 'pr') return { kind: 'missing', parameter, missing: !parseTruth(name, value) };
  const kind = parameter.type;
  switch (kind) {
    case 'string': {
      const modifier = strings[operator];
      if (modifier === undefined) break;
      return { kind, parameter, ...(modifier && { modifier }), values: [stringValue(name, value)] };
    }
    case 'number':
      if (!compared.has(operator)) break;
      return { kind, parameter, values: [numberValue(name, operator + value)] };
    case 'quantity':
      if (!compared.has(operator)) break;
      return { kind, parameter, values: [quantityValue(name, operator + withSystem(value, 1))] };
    case 'date':
      if (operator === 'po' || operator === 'co')
        return { kind, parameter, values: [{ ...dateValue(name, `eq${value}`, about.zone), prefix: operator }] };
      if (!compared.has(operator)) break;
      return { kind, parameter, values: [dateValue(name, operator + value, about.zone)] };
    case 'token':
      return tokenCriterion(parameter, test, name);
    case 'reference': {
      if (operator !== 're') break;
      const { targets } = parameter;
      const { base } = about;
      return {
        kind,
        parameter,
        values: [referenceValue(name, value, { targets, ...(base !== undefined && { base }) })],
      };
    }
    case 'uri':
      if (operator !== 'eq' && operator !== 'ne') break;
      return { kind, parameter, ...(operator === 'ne' && { modifier: 'unequal' }), values: [value] };
    case 'composite':
      if (operator !== 'eq') break;
      return parseComposite({ parameter, modifier: undefined, name }, value, about);
  }
  throw meaningless(name, operator, kind);
}

function tokenCriterion(parameter: SearchParameter, { operator, value }: FilterTest, name: string): Criterion {
  const token = (): TokenValue => tokenValue(name, withSystem(value, 0));
  switch (operator) {
    case 'eq':
      return { kind: 'token', parameter, values: [token()] };
    case 'ne':
      return { kind: 'token', parameter, modifier: 'unequal', values: [token()] };
    // The value subsumes what is in the set: that lies below it.
    case 'ss':
      return { kind: 'concept', parameter, modifier: 'below', values: [concept(token(), name)] };
    case 'sb':
      return { kind: 'concept', parameter, modifier: 'above', values: [concept(token(), name)] };
    case 'in':
      return { kind: 'concept', parameter, modifier: 'in', values: [{ code: value }] };
    case 'ni':
      return { kind: 'concept', parameter, modifier: 'not-in', values: [{ code: value }] };
    default:
      throw meaningless(name, operator, 'token');
  }
}

function concept(token: TokenValue, name: string): TokenValue {
  if (token.code === undefined) throw invalid(name, 'a concept is code or system|code');
  return token;
}

/** The parts between bars, the one at this place by its full name. */
function withSystem(value: string, place: number): string {
  const parts = value.split('|');
  const full = parts.length > place + 1 ? systems[(parts[place] ?? '').toLowerCase()] : undefined;
  return full === undefined ? value : parts.with(place, full).join('|');
}

/** `_id`, `_lastUpdated`, `_text`, `_content`, `_list`, `near`. */
export function specialCriterion(type: string, code: string, test: FilterTest, about: ParseContext): Criterion {
  const { operator, value } = test;
  const name = `_filter (${code})`;
  const written = { code, modifier: undefined, name };
  const plain = (text: string): Criterion => {
    const criterion = parseSpecial(type, written, text, about);
    if (criterion === undefined) throw meaningless(name, operator, code);
    return criterion;
  };
  if (code === '_filter') throw invalid(name, 'a filter within a filter is put in parentheses');
  if (code === 'near' && operator === 'pr') return { kind: 'placed', placed: parseTruth(name, value) };
  if (code === '_lastUpdated') {
    if (operator === 'po' || operator === 'co')
      return { kind: 'last-updated', values: [{ ...dateValue(name, `eq${value}`, about.zone), prefix: operator }] };
    if (compared.has(operator)) return plain(operator + value);
  } else if (code === '_text' || code === '_content') {
    if (operator === 'co') return plain(value);
  } else if (operator === 'eq') return plain(value);
  else if (operator === 'ne' && code === '_id') return { kind: 'not', criterion: plain(value) };
  throw meaningless(name, operator, code);
}

function meaningless(name: string, operator: FilterOperator, of: string): Failure {
  const hint = of === 'reference' ? '; use re' : '';
  return new Failure('not-supported', `Search parameter ${name}: ${operator} means nothing for a ${of}${hint}`);
}

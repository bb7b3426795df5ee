/**
 * Filters in double braces behind a constraint: of terms by their words (`term = "hjärt infarkt"`) or by a pattern (`wild:"*itis"`), of
 * concepts by `active`, `definitionStatus` and `moduleId`. Others, and history, are refused by name.
 */
import { Failure } from '../outcome.ts';
import { type EclTokens, invalidEcl } from './ecl-tokens.ts';
import type { Members, TermTest } from './members.ts';

/** Stands behind `{{`; answers what the concepts must be besides. */
export function eclFilter(tokens: EclTokens): Members {
  if (tokens.peek() === '+' || tokens.peek() === 'HISTORY') throw unsupported('History in an expression constraint is');
  if (tokens.peek() === 'M') throw unsupported('Filters of members in an expression constraint are');
  const ofConcept = tokens.take('C');
  if (!ofConcept) tokens.take('D');
  const parts = [ofConcept ? conceptFilter(tokens) : termFilter(tokens)];
  while (tokens.take(',')) parts.push(ofConcept ? conceptFilter(tokens) : termFilter(tokens));
  tokens.need('}}');
  // One and the same term passes all the tests.
  const terms = parts.filter((part) => 'how' in part);
  return terms.length > 0 ? { is: 'termed', tests: terms } : { is: 'and', of: parts.filter((part) => 'is' in part) };
}

function unsupported(what: string): Failure {
  return new Failure('not-supported', `${what} not supported`);
}

function isNot(tokens: EclTokens): boolean {
  if (tokens.take('!=')) return true;
  tokens.need('=');
  return false;
}

function termFilter(tokens: EclTokens): TermTest {
  const kind = tokens.next();
  if (kind !== 'TERM') throw unsupported(`Filters by ${kind.toLowerCase()} in an expression constraint are`);
  const not = isNot(tokens);
  const found: TermTest[] = [];
  const one = (): void => {
    const how = tokens.take('WILD') ? 'wild' : 'match';
    if (how === 'wild' || tokens.take('MATCH')) tokens.need(':');
    found.push({ how, not, texts: [tokens.text()] });
  };
  if (tokens.take('(')) while (!tokens.take(')')) one();
  else one();
  const [first] = found;
  if (first === undefined || found.some(({ how }) => how !== first.how)) throw invalidEcl();
  return { ...first, texts: found.flatMap(({ texts }) => texts) };
}

function conceptFilter(tokens: EclTokens): Members {
  const kind = tokens.next();
  if (!['ACTIVE', 'DEFINITIONSTATUS', 'MODULEID'].includes(kind))
    throw unsupported(`Filters by ${kind.toLowerCase()} in an expression constraint are`);
  const not = isNot(tokens);
  const value = tokens.next();
  return not ? { is: 'except', from: { is: 'all' }, without: conceptTest(kind, value) } : conceptTest(kind, value);
}

function conceptTest(kind: string, value: string): Members {
  const equals = (property: string, wanted: string): Members => ({ is: 'filter', property, op: '=', value: wanted });
  if (kind === 'MODULEID' && /^\d{6,18}$/.test(value)) return equals('moduleId', value);
  if (kind === 'ACTIVE' && /^(?:1|TRUE|0|FALSE)$/.test(value))
    return equals('inactive', String(/^(?:0|F)/.test(value)));
  if (kind === 'DEFINITIONSTATUS' && /^(?:PRIMITIVE|DEFINED)$/.test(value))
    return equals('sufficientlyDefined', String(value === 'DEFINED'));
  throw invalidEcl();
}

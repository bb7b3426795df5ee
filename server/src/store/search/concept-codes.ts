/**
 * Which codes a value set holds, or which lie above or below a concept: what `:in`, `:not-in`, `:above` and `:below` ask of
 * terminology (https://hl7.org/fhir/R4/search.html#modifiers).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { ConceptCriterion, TokenValue } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../queryable.ts';

/** `in`: the value's code is a value set's URL, with or without `|version`. `above`, `below`: its code, in its system when that is told; the concept itself is among them. */
export type ConceptQuestion = { relation: 'in' | 'above' | 'below'; value: TokenValue };

/**
 * The codes, each with its system ('' for none). Fails with `not-supported` or `invalid` where a value set or a code system is
 * not known: an unknown set is not an empty one.
 */
export type ConceptCodes = (database: Queryable, question: ConceptQuestion) => Promise<readonly ConceptCode[]>;

export interface ConceptCode {
  system: string;
  code: string;
}

export const conceptCodes: ConceptCodes = async (_database, { relation }) => {
  throw new Failure('not-supported', `The search modifier :${relation} needs terminology, which is not here`);
};

/** More than this makes no statement that anybody would wait for. */
const most = 200_000;

/** The values of one criterion, all of them, as tokens. */
export async function codesOf({ modifier, values }: ConceptCriterion, database: Queryable): Promise<TokenValue[]> {
  const relation = modifier === 'not-in' ? 'in' : modifier;
  const sets = await Promise.all(values.map((value) => conceptCodes(database, { relation, value })));
  const found = new Map<string, TokenValue>();
  for (const { system, code } of sets.flat()) found.set(`${system}|${code}`, { system, code });
  if (found.size > most) throw new Failure('too-costly', `:${modifier} stands for more than ${most} codes; narrow it`);
  return [...found.values()];
}

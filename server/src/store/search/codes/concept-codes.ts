/**
 * Which codes a value set holds, or which lie above or below a concept: what `:in`, `:not-in`, `:above` and `:below` ask of
 * terminology (https://hl7.org/fhir/R4/search.html#modifiers).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { ConceptCriterion, TokenValue } from '@vardkedjan/fhir/search/query.ts';
import type { Database, Transaction } from '../../database.ts';
import type { Queryable } from '../../queryable.ts';
import { terminologyOf } from '../../terminology/open-terminology.ts';

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

/** More than this makes no statement that anybody would wait for. */
const most = 200_000;

export const conceptCodes: ConceptCodes = async (database, { relation, value: { system, code = '' } }) => {
  const terminology = terminologyOf(homeOf(database));
  try {
    if (relation === 'in') {
      const parts = await terminology.codesIn(code, most);
      return parts.flatMap((part) => part.codes.map((each) => ({ system: part.system, code: each })));
    }
    if (system === undefined || system === '')
      throw new Failure('invalid', `The modifier :${relation} needs a code with its system: system|code`);
    return (await terminology.codesAround(system, code, relation, most)).map((each) => ({ system, code: each }));
  } catch (error) {
    // What a search asks about is no address: that it is not known makes the search wrong, not missing.
    throw error instanceof Failure && error.kind === 'not-found' ? new Failure('not-supported', error.message) : error;
  }
};

function homeOf(database: Queryable): Database {
  if ('lane' in database) return database as Database;
  if ('database' in database) return (database as Transaction).database;
  throw new Error('a search that asks terminology needs the database or a transaction of it');
}

/** The values of one criterion, all of them, as tokens. */
export async function codesOf({ modifier, values }: ConceptCriterion, database: Queryable): Promise<TokenValue[]> {
  const relation = modifier === 'not-in' ? 'in' : modifier;
  const sets = await Promise.all(values.map((value) => conceptCodes(database, { relation, value })));
  const found = new Map<string, TokenValue>();
  for (const { system, code } of sets.flat()) found.set(`${system}|${code}`, { system, code });
  if (found.size > most) throw new Failure('too-costly', `:${modifier} stands for more than ${most} codes; narrow it`);
  return [...found.values()];
}

/** Tests of a concept's terms (fhir/src/terminology/term-test.ts says the same in memory) as a condition on rows of `concept`. */
import type { TermTest } from '@vardkedjan/fhir/terminology/members.ts';
import { typedWords } from '@vardkedjan/fhir/terminology/search-words.ts';
import type { MembersQuery } from './system-content.ts';

interface Context {
  /** The system's key. */
  key: number;
  query: MembersQuery;
}

/** @param row alias of `concept` */
export function termedSql(tests: readonly TermTest[], row: string, context: Context): string {
  const term = context.query.alias('d');
  const all = tests.map((test) => termSql(test, term, context)).join(' and ');
  return `${row}.rank in (select ${term}.rank from designation ${term} where ${term}.system = ${context.key} and ${all})`;
}

function termSql({ how, texts: wanted, not }: TermTest, term: string, { query }: Context): string {
  const one = (text: string): string =>
    how === 'wild'
      ? `${term}.value ilike ${query.bind(text.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%'), 'text')}`
      : ['true', ...typedWords(text).map((word) => `${term}.words like ${query.bind(`% ${word}%`, 'text')}`)].join(
          ' and ',
        );
  return `${not ? 'not ' : ''}(${wanted.map((text) => `(${one(text)})`).join(' or ')})`;
}

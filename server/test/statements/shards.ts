/** How many machines a statement asks, when the tables lie as server/src/store/distribution/rules.ts says. */
import { placeOf } from '../../src/store/distribution/rules.ts';

export type Reach =
  /** Every distributed table is held to one patient key, by a value or by a join on it. */
  | 'one shard'
  /** Only tables that are everywhere, or where the server connects. */
  | 'reference'
  /**
   * The patient keys come in a list of values or from the directory: the planner does not know them, so every machine is asked, and
   * those that have the patients find rows by their keys.
   */
  | 'by lookup'
  | 'fans out';

const named = (kind: string): string =>
  Object.entries(placeOf)
    .filter(([, place]) => place.is === kind)
    .map(([name]) => name)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const source = new RegExp(
  `\\b(?:from|join|update)\\s+(${named('distributed')})\\b(?!\\s*\\()(?:\\s+as)?\\s+(?!set\\b)(\\w+)`,
  'g',
);
const inserted = new RegExp(`\\binsert into (${named('distributed')})\\b`);

export function reachOf(statement: string): Reach {
  const text = statement.replaceAll(/\s+/g, ' ');
  const aliases = [...new Set([...text.matchAll(source)].map(([, , alias = '']) => alias))];
  if (aliases.length === 0 && !inserted.test(text)) return 'reference';
  const held = new Set<string>();
  // `(r.patient_key = 0 or …` is the predicate of visibility, which holds nobody to anything.
  for (const [, alias = ''] of text.matchAll(/\b(\w+)\.patient_key = (?:\$\d+|\d+)(?:::bigint)?(?![\d:])(?! or )/g))
    held.add(alias);
  const one = spread(text, held);
  if (aliases.length > 0 && aliases.every((alias) => one.has(alias)) && !inserted.test(text)) return 'one shard';
  const lists = new Set([...text.matchAll(/\bunnest\([^)]*\)(?: as)? (\w+)/g)].map(([, alias = '']) => alias));
  for (const [, alias = ''] of text.matchAll(/(?<! or \()\b(\w+)\.patient_key = any\(\$\d+/g)) lists.add(alias);
  const lookup = /\b(\w+)\.patient_key = (?:coalesce\( ?)?\(select (?:d|k\d+)\.patient_key from/g;
  for (const [, alias = ''] of text.matchAll(lookup)) lists.add(alias);
  const listed = spread(text, new Set([...held, ...lists]));
  return aliases.every((alias) => listed.has(alias)) ? 'by lookup' : 'fans out';
}

/** Through joins on the key; `page` is what the search compiler selects before it fetches bodies. */
function spread(text: string, from: ReadonlySet<string>): Set<string> {
  const joins = [
    ...text.matchAll(/\b(\w+)\.patient_key = (\w+)\.(?:patient_key|shard|record)\b/g),
    ...text.matchAll(/\((\w+)\.patient_key, \1\.key\) in \(select (\w+)\.patient_key, \2\.key/g),
    ...[...text.matchAll(/\(select (\w+)\.patient_key as patient_key/g)].map(([whole, alias = '']) => [
      whole,
      alias,
      'page',
    ]),
  ];
  const reached = new Set(from);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [, a = '', b = ''] of joins) {
      if (reached.has(a) === reached.has(b)) continue;
      reached.add(a).add(b);
      grown = true;
    }
  }
  return reached;
}

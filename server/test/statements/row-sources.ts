/**
 * Which rows of the record a statement reads, and whether each of them has passed the caller's visibility
 * (server/src/store/visibility-sql.ts): an alias of a guarded table either carries the predicate itself, or its rows are those of one
 * that does, by key.
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';

const binary = typeCode('Binary');
const guarded =
  'resource_history|resource|posting|date_value|quantity_value|string_value|full_text|position_value|word_value';
const source = new RegExp(`\\b(?:from|join)\\s+(?:${guarded})\\b(?:\\s+as)?\\s+(\\w+)`, 'g');

/** Within the predicate of quality registers: whether the patient's personal data are protected. */
const toldOfPerson = /\band exists \(select 1 from resource person where [^()]*not person\.protected\)/g;

/** Aliases that read rows unguarded; empty: the statement shows nobody what is not theirs. */
export function unguarded(whole: string): string[] {
  const text = whole.replaceAll(toldOfPerson, '');
  const aliases = [...new Set([...text.matchAll(source)].map(([, alias = '']) => alias))];
  const ties = tiesOf(text);
  const passed = new Set([...aliases, ...ties.flat()].filter((name) => hasPredicate(text, name)));
  for (let grown = true; grown; ) {
    grown = false;
    for (const [a, b] of ties) {
      if (passed.has(a) === passed.has(b)) continue;
      passed.add(a).add(b);
      grown = true;
    }
  }
  return aliases.filter((alias) => !passed.has(alias));
}

/** The shapes that visibilitySql writes for callers of each kind. */
function hasPredicate(text: string, alias: string): boolean {
  const own = `((${alias}.patient_key = 0 and ${alias}.type <> ${binary} and not ${alias}.protected) or (${alias}.patient_key = any(`;
  const related = `(${alias}.patient_key = 0 and ${alias}.type <> ${binary} or (${alias}.type = `;
  const collected = `((${alias}.patient_key = 0 and ${alias}.type <> ${binary} and not ${alias}.protected) or (${alias}.type = any(`;
  return (
    [own, related, collected].some((shape) => text.includes(shape)) ||
    new RegExp(`\\b${alias}\\.patient_key = 0\\b`).test(text)
  );
}

/** Pairs of names that stand for the same resource. */
function tiesOf(text: string): [string, string][] {
  const ties: [string, string][] = [];
  for (const [, a = '', b = ''] of text.matchAll(/\b(\w+)\.key = (\w+)\.key\b/g)) ties.push([a, b]);
  for (const { 1: a = '', index } of text.matchAll(/\((\w+)\.patient_key, \1\.key\) (?:not )?in \(/g)) {
    for (const [, b = ''] of inner(text, index).matchAll(/\bselect (?:distinct )?(\w+)\.patient_key, \1\.key\b/g))
      ties.push([a, b]);
  }
  // `from (select r0.patient_key … ) page`: the derived name stands for what is selected.
  for (const { 1: name = '', index } of text.matchAll(/\) (?:as )?(\w+)(?= (?:join|order|where|cross)|$)/g)) {
    const selected = new RegExp(`select (?:distinct (?:on \\([^)]*\\) )?)?(\\w+)\\.(?:patient_key|key)\\b`, 'g');
    for (const [, b = ''] of before(text, index).matchAll(selected)) ties.push([name, b]);
  }
  return ties;
}

/** What stands between the last bracket opened by the match and its end. */
function inner(text: string, from: number): string {
  const start = text.indexOf(' in (', from) + 5;
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    at++;
  }
  return text.slice(start, at);
}

/** What stands in the brackets that close at `end`. */
function before(text: string, end: number): string {
  let depth = 0;
  let at = end;
  do {
    depth += text[at] === ')' ? 1 : text[at] === '(' ? -1 : 0;
    at--;
  } while (at >= 0 && depth > 0);
  return text.slice(at + 1, end);
}

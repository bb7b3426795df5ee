/**
 * Which rows of the record a statement reads, and whether each of them has passed the caller's visibility
 * (server/src/store/visibility-sql.ts): an alias of a guarded table either carries the predicate itself, or its rows are those of one
 * that does, by key.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { usuallySeenSql, visibilitySql } from '../../src/store/visibility-sql.ts';

const guarded =
  'resource_history|resource|posting|date_value|quantity_value|string_value|full_text|position_value|word_value';
const source = new RegExp(`\\b(?:from|join)\\s+(?:${guarded})\\b(?:\\s+as)?\\s+(\\w+)`, 'g');

/** Within the predicate of other systems: whether the patient's personal data are protected, and whether a row is part of an order. */
const withinPredicate =
  /\b(?:and|or) exists \(select 1 from resource (?:person where [^()]*not person\.protected|task join resource request on [^()]* in \(request\.key, request\.encounter\))\)/g;

/** Aliases that read rows unguarded; empty: the statement shows nobody what is not theirs. */
export function unguarded(whole: string): string[] {
  const text = whole.replaceAll(/\s+/g, ' ');
  const read = text.replaceAll(withinPredicate, '');
  const aliases = [...new Set([...read.matchAll(source)].map(([, alias = '']) => alias))];
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

const key = String.raw`(?:\$\d+|\w+\.v\d+)`;
/** What may stand where the patient's key or the care unit of the row is asked for. */
const patientKeys = String.raw`(?:\w+\.patient_key|\$\d+(?:::bigint)?|0)`;
const careUnits = String.raw`(?:\w+\.care_unit|\(select [^()]*\))`;

/** As the callers of each kind have it, whatever their keys: every one of them is written by visibilitySql and by nothing else. */
const kinds: readonly Visibility[] = [
  { kind: 'quality-register', register: 1, types: [] },
  { kind: 'mandate', types: [], units: [], careProviders: [], homes: [] },
  { kind: 'no-patient' },
  { kind: 'own', patientKeys: [] },
  { kind: 'own-and-clinics', patientKeys: [], clinics: [] },
  { kind: 'own-unit', careProvider: 1, careUnit: 1, practitioner: 1 },
  { kind: 'related', careProvider: 1, careUnit: 1, practitioner: 1, forCare: true },
  { kind: 'social-care', careProvider: 1, careUnit: 1, practitioner: 1 },
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const shapes = new Map<string, RegExp[]>();

function shapesOf(alias: string): RegExp[] {
  const known = shapes.get(alias);
  if (known !== undefined) return known;
  const usual = kinds.flatMap((kind) => (kind.kind === 'related' ? [usuallySeenSql(kind, alias, () => '@key@')] : []));
  const whole = kinds.map((kind) => visibilitySql(kind, alias, () => '@key@', '@patient@', '@unit@'));
  const made = [...whole, ...usual].map((sql) => {
    const shape = escaped(sql.replaceAll(/\s+/g, ' '))
      .replaceAll('@key@', key)
      .replaceAll('@patient@', patientKeys)
      .replaceAll('@unit@', careUnits);
    return new RegExp(shape, 'g');
  });
  shapes.set(alias, made);
  return made;
}

/** The whole predicate, as something that must hold beside whatever else must; not one of several that may. */
function hasPredicate(text: string, alias: string): boolean {
  return shapesOf(alias).some((shape) =>
    [...text.matchAll(shape)].some(({ 0: found, index }) => {
      const [before, after] = [text.slice(0, index).trimEnd(), text.slice(index + found.length).trimStart()];
      return !/\b(?:or|not)$/i.test(before) && !/^or\b/i.test(after);
    }),
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
    const selected = new RegExp(`select (?:distinct (?:on \\([^)]*\\) )?)?(\\w+)\\.(?:patient_key\\b|key\\b|\\*)`, 'g');
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

/**
 * A rule: one provision, the facts it needs, and the words it is explained with. A rule answers for one thing only; which
 * rules an act must satisfy stands in decide.ts.
 */
import type { Fact, Finding, LawfulStep, Outcome } from './finding.ts';
import { type LawKey, type Provisions, wordingOn } from './law.ts';
import type { Situation } from './situation.ts';

export type Language = 'sv' | 'en';

export interface Answer {
  outcome: Outcome;
  facts?: Record<string, Fact>;
  /** What the law offers the refused caller. */
  step?: LawfulStep | readonly LawfulStep[];
}

/** A rule as it is, or was, by one provision. */
export interface RuleVersion {
  law: LawKey;
  find(situation: Situation): Answer;
  /** One sentence for each outcome; the provision is added by explain.ts. */
  words: Record<Outcome, Record<Language, string>>;
  /** A sentence that says more, from the facts of a finding. */
  told?(finding: Finding, language: Language): string | undefined;
}

export interface Rule extends RuleVersion {
  /** The file's name. */
  name: string;
  /** What held before its provision came into force. */
  before?: RuleVersion;
}

export interface Found {
  finding: Finding;
  step: Answer['step'];
}

/** What the rule says by the law of a day. Where none is known of that day it is unknown, and refuses. */
export function findOn(day: string, provisions: Provisions, rule: Rule, situation: Situation): Found {
  const inForce = ({ law }: RuleVersion): boolean => wordingOn(provisions[law], day) !== undefined;
  const version = [rule, ...(rule.before === undefined ? [] : [rule.before])].find(inForce);
  const { outcome, facts = {}, step }: Answer = version?.find(situation) ?? { outcome: 'unknown', facts: { day } };
  return { finding: { rule: rule.name, law: version?.law ?? rule.law, outcome, facts }, step };
}

/** Whether one fact has one of the wanted values; absent is unknown. */
export function answer<F extends Fact>(
  name: string,
  fact: F | undefined,
  wanted: (fact: F) => boolean,
  step?: LawfulStep,
): Answer {
  if (fact === undefined) return { outcome: 'unknown', facts: { [name]: null } };
  const met = wanted(fact);
  return { outcome: met ? 'met' : 'not-met', facts: { [name]: fact }, ...(met || step === undefined ? {} : { step }) };
}

/** Whether each of several facts is true; one that is absent makes it unknown. */
export function allTrue(situation: Situation, ...names: ('matters' | 'providersShown')[]): Answer {
  const facts = Object.fromEntries(names.map((name) => [name, situation[name] ?? null]));
  const values = Object.values(facts);
  if (values.includes(null)) return { outcome: 'unknown', facts };
  return { outcome: values.every((value) => value === true) ? 'met' : 'not-met', facts };
}

/** Whether the caller is the head of the unit that it is about. */
export function headOfOwnUnit({ headOfUnit, unit }: Situation): Answer {
  const facts = { headOfUnit: headOfUnit ?? null, unit: unit ?? null };
  if (headOfUnit === undefined || unit === undefined) return { outcome: 'unknown', facts };
  return headOfUnit && unit === 'own'
    ? { outcome: 'met', facts }
    : { outcome: 'not-met', facts, step: 'choose-assignment' };
}

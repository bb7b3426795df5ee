/**
 * A rule: one provision, the facts it needs, and the words it is explained with. A rule answers for one thing only; which
 * rules an act must satisfy stands in decide.ts.
 */
import type { Fact, Finding, LawfulStep, Outcome } from './finding.ts';
import type { LawKey } from './law.ts';
import type { Situation } from './situation.ts';

export type Language = 'sv' | 'en';

export interface Answer {
  outcome: Outcome;
  facts?: Record<string, Fact>;
  /** What the law offers the refused caller. */
  step?: LawfulStep | readonly LawfulStep[];
}

export interface Rule {
  /** The file's name. */
  name: string;
  law: LawKey;
  find(situation: Situation): Answer;
  /** One sentence for each outcome; the provision is added by explain.ts. */
  words: Record<Outcome, Record<Language, string>>;
}

export function findingOf(rule: Rule, answer: Answer): Finding {
  return { rule: rule.name, law: rule.law, outcome: answer.outcome, facts: answer.facts ?? {} };
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

/**
 * What a rule says about a situation. Findings are what the access log keeps, what a refusal shows, and what the
 * resident reads under "who has read my record". `unknown` refuses: a rule that lacks a fact never permits.
 */
export type Outcome = 'met' | 'not-met' | 'unknown';

export interface Finding {
  /** Name of the rule, the file's name under rules/. */
  rule: string;
  /** Provision, a key of law.ts. */
  law: string;
  outcome: Outcome;
  facts: Record<string, string | number | boolean | null>;
}

/** A step the law offers to somebody who was refused. */
export type LawfulStep = 'state-relation' | 'choose-assignment' | 'sign-in';

export interface Decision {
  permitted: boolean;
  findings: Finding[];
  steps: LawfulStep[];
}

/** What is done with the record; each has its row of rules in decide.ts. */
export type Act = 'open' | 'read' | 'search' | 'write' | 'sign' | 'state-relation' | 'read-log' | 'load';

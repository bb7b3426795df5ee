/**
 * What a rule says about a situation. Findings are what the access log keeps, what a refusal shows, and what the
 * resident reads under "who has read my record". `unknown` refuses: a rule that lacks a fact never permits.
 */
import type { LawKey } from './law.ts';

export type Outcome = 'met' | 'not-met' | 'unknown';

export type Fact = string | number | boolean | null;

export interface Finding {
  /** Name of the rule, the file's name under rules/. */
  rule: string;
  /** Provision, a key of law.ts. */
  law: LawKey;
  outcome: Outcome;
  facts: Record<string, Fact>;
}

/** A step the law offers to somebody who was refused. */
export type LawfulStep =
  | 'state-relation'
  | 'choose-assignment'
  | 'sign-in'
  | 'sign-note'
  | 'correct-note'
  | 'mark-entered-in-error'
  | 'lift-block'
  | 'register-consent'
  | 'open-in-emergency'
  | 'ask-to-lift'
  | 'ask-unit-to-lift'
  | 'analyse-needs';

export interface Decision {
  /** The day whose law it is by, YYYY-MM-DD in Sweden. */
  day: string;
  permitted: boolean;
  findings: Finding[];
  steps: LawfulStep[];
}

/** What is done with the record; each has its row of rules in decide.ts. */
export type Act =
  /** Sign in as a resident. */
  | 'sign-in'
  /** Open one named patient's record: `$chart`, `$everything`, a search that names the patient. */
  | 'open'
  /** Read one resource. */
  | 'read'
  /** Search across patients; the answer is filtered by the compiled visibility. */
  | 'search'
  /** Create, update, patch or delete. */
  | 'write'
  | 'sign'
  | 'correct'
  /** Put on paper. */
  | 'print'
  /** Note that somebody has been given a copy of what is in the record. */
  | 'hand-out'
  /** Destroy an entry and all its versions, on the supervisory authority's decision. */
  | 'erase'
  | 'state-relation'
  /** Block what a unit or a care provider keeps. */
  | 'block'
  /** Be shown which units have blocked. */
  | 'show-blocking-units'
  /** Staff: open what is blocked, for a time. The patient: withdraw a block. */
  | 'lift-block'
  /** Staff: end at once what has been opened to them. */
  | 'end-opening'
  /** Decide who reads a child's record online. */
  | 'decide-online'
  /** Register that the patient consents to shared records, or is a child who cannot (2022:913, 3 kap. 1 §). */
  | 'register-consent'
  | 'withdraw-consent'
  /** Open another care provider's entries for one who lacks the capacity to consent, not only for a while. */
  | 'open-without-capacity'
  /** Be shown which other care providers have unblocked entries. */
  | 'show-providers'
  /** Open another care provider's unblocked entries when life is in danger; always reviewed. */
  | 'emergency'
  /** Be shown which other care providers have blocked. */
  | 'show-blocking-providers'
  /** Ask a care provider to lift its block. */
  | 'ask-to-lift'
  /** Answer such a request: the block is lifted for those who asked, for a time. */
  | 'lift-for-another'
  /** Ask the units of the own care provider that have blocked to lift the block, for one who may not lift it alone. */
  | 'ask-unit-to-lift'
  | 'lift-for-colleague'
  | 'read-log'
  /** Draw samples of the log, and decide what was found in them. */
  | 'review-log'
  /** Say of the patient that they are informed of quality registers, oppose one or all of them, or no longer do (PDL 7 kap. 2–3 §§). */
  | 'choose-quality-registers'
  /** Be told, as a quality register, who opposes it, and report that what it had is erased. */
  | 'erase-from-register'
  /** Say that something is, was or could have become dangerous for patients. */
  | 'report-risk'
  /** Read what such a report says, and what was on the screen. */
  | 'read-risk-report'
  /** Take it in hand, and say what was done. */
  | 'handle-risk'
  /** Read why a delegation to give drugs was withdrawn. */
  | 'read-withdrawal'
  /** Take out many records at once. */
  | 'export'
  /** Bulk import by a system client. */
  | 'load';

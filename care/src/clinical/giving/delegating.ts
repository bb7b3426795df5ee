/**
 * Who may delegate the giving of drugs to whom, and what a delegation must say (SOSFS 1997:14, by published summaries; docs/open-questions.md 121 and
 * 224): somebody who gives by an authority of their own, at a unit where both work, to somebody who has none, for named drugs, in writing, for a year
 * at most. Each hindrance is told by itself.
 */
import { mayGive } from './may-give.ts';

export interface Delegating {
  by: { practitioner: string; profession: string; purpose: string };
  /** `profession`: at the unit; undefined: they do not work there, as far as the register says. */
  to: { practitioner: string; profession: string | undefined };
  /** Swedish days. */
  from: string;
  until: string;
  today: string;
  drugs: readonly { atc: string; name: string }[];
}

export type DelegatingFault =
  | 'may-not-delegate'
  | 'to-oneself'
  | 'not-at-the-unit'
  | 'gives-by-own-authority'
  | 'no-drugs'
  | 'no-such-drug'
  | 'name-too-long'
  | 'begins-before-today'
  | 'ends-before-it-begins'
  | 'for-too-long';

const longestDays = 365;
/** Characters of the name of a drug. */
const longestName = 200;
/** A whole code or the beginning of one: https://www.whocc.no/atc/structure_and_principles/. A main group alone is not a named drug. */
const atcCode = /^[A-Z]\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?$/;

export function delegatingFaults({ by, to, from, until, today, drugs }: Delegating): DelegatingFault[] {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  const found: [DelegatingFault, boolean][] = [
    ['may-not-delegate', !mayGive(by)],
    ['to-oneself', by.practitioner === to.practitioner],
    ['not-at-the-unit', to.profession === undefined],
    ['gives-by-own-authority', to.profession !== undefined && mayGive({ profession: to.profession, purpose: 'care' })],
    ['no-drugs', drugs.length === 0],
    ['no-such-drug', drugs.some(({ atc }) => !atcCode.test(atc))],
    ['name-too-long', drugs.some(({ name }) => name.length > longestName)],
    ['begins-before-today', !(from >= today)],
    ['ends-before-it-begins', !(days >= 0)],
    ['for-too-long', days > longestDays],
  ];
  return found.filter(([, isSo]) => isSo).map(([fault]) => fault);
}

export type DelegationState = 'in-force' | 'to-come' | 'ended' | 'withdrawn';

export function delegationState(
  { from, until, withdrawn }: { from: string; until: string; withdrawn: unknown },
  today: string,
): DelegationState {
  if (withdrawn !== undefined) return 'withdrawn';
  if (today < from) return 'to-come';
  return today > until ? 'ended' : 'in-force';
}

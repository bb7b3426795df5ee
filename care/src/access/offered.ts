/**
 * What is offered to somebody who has a record open: the acts that no rule is sure to refuse, by what is known when it is opened. What the
 * act itself brings (a reason, what the patient says) is not known yet, so that an act that is offered may still be refused; one that is not would be.
 */
import { decide } from './decide.ts';
import type { Act } from './finding.ts';
import type { Situation } from './situation.ts';
import type { Visibility } from './visibility.ts';

/** In the caller's own unit: what is made there, and what it keeps. */
const own = { keptBy: 'own-care-provider', unit: 'own', walled: false } as const;

const mayBeOffered: Partial<Record<Act, Partial<Situation>>> = {
  write: { ...own, change: 'create', entryBecomes: 'other', protectionBecomes: false },
  sign: own,
  correct: own,
  print: {},
  'hand-out': {},
  erase: own,
  'lift-block': { keptBy: 'own-care-provider' },
  'ask-unit-to-lift': { unit: 'another' },
  'register-consent': {},
  'show-providers': {},
  emergency: {},
  'open-without-capacity': {},
  'decide-online': { keptBy: 'own-care-provider' },
  'choose-quality-registers': {},
};

/** @param situation of the record as a whole */
export function offered(situation: Situation, day: string): Act[] {
  return (Object.keys(mayBeOffered) as Act[]).filter((act) =>
    decide(act, { ...situation, ...mayBeOffered[act] }, day).findings.every(({ outcome }) => outcome !== 'not-met'),
  );
}

/** Whether what such a caller is not shown may be there without anything being told of it. */
export function isShownInPart({ kind }: Visibility): boolean {
  return kind === 'social-care' || kind === 'own-unit';
}

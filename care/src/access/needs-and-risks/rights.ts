/**
 * What a role at a care unit may be given the right to do, by the unit's needs-and-risk analysis (PDL 2008:355, 4 kap. 2 §). Each act of staff
 * upon a record takes one (decide.ts); the analysis says yes or no to each.
 */
import type { Language } from '../rule.ts';

export const rights = [
  'read',
  'read-other-units',
  'shared',
  'emergency',
  'write',
  'sign',
  'print',
  'hand-out',
  'lift-blocks',
  'review-log',
] as const;

export type Right = (typeof rights)[number];

/** What a right rests on: without it, it is none. */
const restsOn: Partial<Record<Right, Right>> = {
  'read-other-units': 'read',
  shared: 'read-other-units',
  emergency: 'shared',
  write: 'read',
  sign: 'write',
  print: 'read',
  'hand-out': 'read',
  'lift-blocks': 'read-other-units',
};

/** The rights among those said that have what they rest on, in their order. */
export function standing(said: ReadonlySet<Right>): Right[] {
  return rights.filter((right) => missingFor(right, said) === undefined && said.has(right));
}

/** The nearest right that another rests on and that is not among those said. */
export function missingFor(right: Right, said: ReadonlySet<Right>): Right | undefined {
  const below = restsOn[right];
  if (below === undefined) return undefined;
  return said.has(below) ? missingFor(below, said) : below;
}

export interface RightWords {
  /** As a heading. */
  name: string;
  /** After “the right to”. */
  to: string;
}

export const rightWords: Record<Right, Record<Language, RightWords>> = {
  read: {
    sv: { name: 'Läsa den egna enhetens uppgifter', to: 'läsa journaler' },
    en: { name: 'Read the unit’s own entries', to: 'read records' },
  },
  'read-other-units': {
    sv: { name: 'Läsa andra enheters uppgifter hos vårdgivaren', to: 'läsa det som andra enheter hos vårdgivaren har' },
    en: {
      name: 'Read other units’ entries of the care provider',
      to: 'read what other units of the care provider have',
    },
  },
  shared: {
    sv: {
      name: 'Sammanhållen dokumentation',
      to: 'ta del av andra vårdgivares uppgifter genom sammanhållen dokumentation',
    },
    en: { name: 'Shared records', to: 'read other care providers’ entries through shared records' },
  },
  emergency: {
    sv: {
      name: 'Nödöppning',
      to: 'öppna andra vårdgivares uppgifter vid fara för liv, eller begära att deras spärr hävs',
    },
    en: {
      name: 'Open in an emergency',
      to: 'open other care providers’ entries when life is in danger, or ask that their block is lifted',
    },
  },
  write: {
    sv: { name: 'Skriva i journalen', to: 'skriva i journalen' },
    en: { name: 'Write in the record', to: 'write in the record' },
  },
  sign: {
    sv: { name: 'Signera', to: 'signera och rätta anteckningar' },
    en: { name: 'Sign', to: 'sign and correct notes' },
  },
  print: {
    sv: { name: 'Skriva ut', to: 'skriva ut ur journalen' },
    en: { name: 'Print', to: 'print from the record' },
  },
  'hand-out': {
    sv: { name: 'Lämna ut kopior', to: 'lämna ut kopior ur journalen' },
    en: { name: 'Hand out copies', to: 'hand out copies from the record' },
  },
  'lift-blocks': {
    sv: { name: 'Häva spärrar', to: 'se vilka enheter som har spärrat och häva spärrar' },
    en: { name: 'Lift blocks', to: 'see which units have blocked, and lift blocks' },
  },
  'review-log': {
    sv: { name: 'Granska åtkomstloggen', to: 'läsa och granska åtkomstloggen' },
    en: { name: 'Review the access log', to: 'read and review the access log' },
  },
};

/**
 * What makes an opening odd, so that a reviewer looks at it first: signs in the log and in what is known of the two persons, none of which
 * is a judgement. Swedish practice of directed samples (docs/open-questions.md): own record, colleague, same surname or address, no care
 * contact, emergency, many openings. What reviewers look up is a sign too, the lightest: they are drawn as all others are.
 */
import type { RecordOpening, OpeningFacts, Person } from './opening.ts';
import { isManyPatients, isOutsideUsual, type Usual } from './usual.ts';

/** The heaviest first; the weight says in which order openings are shown, and what is drawn when not all can be. */
export const oddWeights = {
  unreadable: 100,
  'own-record': 100,
  emergency: 90,
  'same-address': 80,
  'no-care-contact': 60,
  unblocked: 50,
  colleague: 50,
  refused: 40,
  'protected-person': 30,
  'same-surname': 25,
  'many-occasions': 20,
  'many-patients': 15,
  'outside-usual': 10,
  'looked-up': 5,
} as const;

export type Odd = keyof typeof oddWeights;

/** Looking into one record in so many half hours of a day is many. */
const manyOccasions = 8;

export function oddOf(opening: RecordOpening, facts: OpeningFacts, usual: Usual): Odd[] {
  if (opening.isUnreadable) return ['unreadable'];
  if (opening.callerKind !== 'staff') return [];
  const signs = [...ofTheLog(opening, facts, usual), ...ofThePersons(opening, facts)];
  return signs.toSorted((a, b) => oddWeights[b] - oddWeights[a]);
}

export function weightOf(odd: readonly Odd[]): number {
  return odd.reduce((sum, sign) => sum + oddWeights[sign], 0);
}

function ofTheLog(opening: RecordOpening, { hasCareContact, patientsThatDay }: OpeningFacts, usual: Usual): Odd[] {
  const odd: Odd[] = [];
  if (opening.isEmergency) odd.push('emergency');
  if (opening.isUnblocked) odd.push('unblocked');
  if (opening.refused > 0) odd.push('refused');
  if (opening.lookUps > 0) odd.push('looked-up');
  if (opening.opened === 0) return odd;
  if (!hasCareContact) odd.push('no-care-contact');
  if (opening.occasions >= manyOccasions) odd.push('many-occasions');
  if (isManyPatients(usual, patientsThatDay) === true) odd.push('many-patients');
  if (isOutsideUsual(usual, opening.day, opening.hours) === true) odd.push('outside-usual');
  return odd;
}

/** Of a protected person nothing is told that says who or where it is: only that it is one, when there was no care contact. */
function ofThePersons(opening: RecordOpening, { patient, user, isColleague, hasCareContact }: OpeningFacts): Odd[] {
  if (patient === undefined || opening.opened + opening.refused + opening.lookUps === 0) return [];
  if (patient.isProtected) return hasCareContact ? [] : ['protected-person'];
  if (user !== undefined && shares(patient, user, 'identifiers')) return ['own-record'];
  const odd: Odd[] = [];
  if (isColleague) odd.push('colleague');
  if (user !== undefined && !user.isProtected && shares(patient, user, 'addresses')) odd.push('same-address');
  if (user !== undefined && !user.isProtected && shares(patient, user, 'families')) odd.push('same-surname');
  return odd;
}

function shares(one: Person, other: Person, what: 'identifiers' | 'addresses' | 'families'): boolean {
  return one[what].some((value) => other[what].includes(value));
}

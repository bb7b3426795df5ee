/**
 * Whose an answer is to see (F2): the one who asked, while at the unit; else the deputy; else the unit's own list, which is staffed. The same
 * facts give the same owner, and there always is one.
 */
export interface Answerable {
  /** `Practitioner/x`. */
  person: string;
  /** Has an assignment at the unit now. */
  isAtUnit: boolean;
  isAway: boolean;
}

export interface WhoAsked {
  /** `Organization/x`: the unit that asked, or where nobody did, the one that sees to what matches nobody. */
  unit: string;
  asker?: Answerable;
  deputy?: Answerable;
}

export interface AnswerOwner {
  owner: string;
  /** Why it is theirs. */
  as: 'asker' | 'deputy' | 'unit';
}

const isThere = (one: Answerable | undefined): one is Answerable => one?.isAtUnit === true && !one.isAway;

export function answerOwner({ unit, asker, deputy }: WhoAsked): AnswerOwner {
  if (isThere(asker)) return { owner: asker.person, as: 'asker' };
  if (isThere(deputy)) return { owner: deputy.person, as: 'deputy' };
  return { owner: unit, as: 'unit' };
}

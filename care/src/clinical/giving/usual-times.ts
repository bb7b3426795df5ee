/**
 * At what clock a dose is given when the order says how often, or at what time of day, and not at which hour. Local custom, not law or
 * standard: docs/open-questions.md 120. Minutes after midnight.
 */
const at = (...hours: number[]): readonly number[] => hours.map((hour) => hour * 60);

export const timesADay: Readonly<Record<number, readonly number[]>> = {
  1: at(8),
  2: at(8, 20),
  3: at(8, 14, 20),
  4: at(8, 12, 18, 22),
  5: at(8, 11, 14, 18, 22),
  6: at(2, 6, 10, 14, 18, 22),
};

/** By R4's EventTiming; what is counted by meals without saying which is not here. */
export const timeOfEvent: Readonly<Record<string, number>> = {
  WAKE: 7 * 60,
  MORN: 8 * 60,
  CM: 8 * 60,
  NOON: 12 * 60,
  CD: 12 * 60,
  AFT: 15 * 60,
  CV: 17 * 60,
  EVE: 20 * 60,
  NIGHT: 22 * 60,
  HS: 22 * 60,
};

/** The patients in the order of the board, so that the round goes from one to the next. Ids only. */
import { keptState } from '../../../kept-state.ts';

export const boardOrder = keptState<readonly string[]>('ward', (kept) =>
  Array.isArray(kept) && kept.every((each) => typeof each === 'string') ? kept : [],
);

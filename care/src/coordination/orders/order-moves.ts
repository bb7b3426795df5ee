/** From which state an order may go to which, and who may move it: the whole life cycle as a table. */
import type { HandlingState } from './order-state.ts';

/** `asker`: the unit that asked; `performer`: the unit it lies with. */
export type Mover = 'asker' | 'performer';

const p: readonly Mover[] = ['performer'];
const a: readonly Mover[] = ['asker'];

type Moves = Readonly<Partial<Record<HandlingState, readonly Mover[]>>>;

/** What one may do with an order that has come. */
const handling: Moves = {
  accepted: p,
  booked: p,
  done: p,
  returned: p,
  forwarded: p,
  cancelled: a,
  corrected: a,
};

export const moves: Readonly<Record<HandlingState, Moves>> = {
  sent: { ...handling, received: p },
  forwarded: { ...handling, received: p },
  // Accepting and booking are undone by going back a step.
  received: handling,
  accepted: { ...handling, received: p },
  booked: { ...handling, accepted: p },
  // Sent again, with what was missing or to another unit, or left.
  returned: { sent: a, cancelled: a, corrected: a },
  done: {},
  cancelled: {},
  corrected: {},
};

export function moversOf(from: HandlingState, to: HandlingState): readonly Mover[] {
  return moves[from][to] ?? [];
}

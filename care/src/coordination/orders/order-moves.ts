/** From which state an order may go to which, and who may move it: the whole life cycle as a table. */
import type { HandlingState } from './order-state.ts';

/** `asker`: the unit that asked; `performer`: the unit it lies with. */
export type Mover = 'asker' | 'performer';

const p: readonly Mover[] = ['performer'];
const a: readonly Mover[] = ['asker'];
/** Whoever takes the sample: at the unit that asked, or where the laboratory stands. */
const both: readonly Mover[] = ['asker', 'performer'];

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
  sent: { ...handling, received: p, sampled: both },
  forwarded: { ...handling, received: p, sampled: both },
  // Accepting and booking are undone by going back a step.
  received: { ...handling, sampled: both },
  accepted: { ...handling, received: p, sampled: both },
  booked: { ...handling, accepted: p, sampled: both },
  // The tube is on its way; taken back, the order waits for a sample as when it was sent.
  sampled: { ...handling, received: p, sent: both },
  // Sent again, with what was missing or to another unit, or left.
  returned: { sent: a, cancelled: a, corrected: a },
  done: {},
  cancelled: {},
  corrected: {},
};

export function moversOf(from: HandlingState, to: HandlingState): readonly Mover[] {
  return moves[from][to] ?? [];
}

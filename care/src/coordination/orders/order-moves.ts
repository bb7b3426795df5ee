/** From which state an order may go to which, and who may move it: the whole life cycle as a table. */
import type { HandlingState } from './order-state.ts';

/** `asker`: the unit that asked; `performer`: the unit it lies with; `carer`: whoever else may write in the patient’s record, which the law decides (PDL 4:1). */
export type Mover = 'asker' | 'performer' | 'carer';

const p: readonly Mover[] = ['performer'];
const a: readonly Mover[] = ['asker'];
/** Whoever takes the sample: at the unit that asked, where the laboratory stands, or where the patient is now. */
const all: readonly Mover[] = ['asker', 'performer', 'carer'];

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
  sent: { ...handling, received: p, sampled: all },
  forwarded: { ...handling, received: p, sampled: all },
  // Accepting and booking are undone by going back a step.
  received: { ...handling, sampled: all },
  accepted: { ...handling, received: p, sampled: all },
  booked: { ...handling, accepted: p, sampled: all },
  // The tube is on its way; taken back, the order waits for a sample as when it was sent.
  sampled: { ...handling, received: p, sent: all },
  // Sent again, with what was missing or to another unit, or left.
  returned: { sent: a, cancelled: a, corrected: a },
  done: {},
  cancelled: {},
  corrected: {},
};

export function moversOf(from: HandlingState, to: HandlingState): readonly Mover[] {
  return moves[from][to] ?? [];
}

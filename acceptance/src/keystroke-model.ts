/**
 * What a practised person's hands, eyes and mind need, by the keystroke-level model (S. K. Card, T. P. Moran, A. Newell, "The
 * keystroke-level model for user performance time with interactive systems", Commun. ACM 23(7), 1980, doi:10.1145/358886.358895).
 * The machine's own time comes beside it, measured.
 */
import type { Interaction } from './hands.ts';

/** Seconds. */
const operator = {
  /** A key of a good typist (90 words a minute). */
  key: 0.12,
  /** Pointing at something with the mouse. */
  point: 1.1,
  /** Pressing and releasing the mouse button. */
  button: 0.2,
  /** The hand from keyboard to mouse, or back. */
  homing: 0.4,
  /** Making up one's mind before an act. */
  mental: 1.35,
} as const;

/** Seconds for the interactions in their order; free text is not counted. */
export function humanSeconds(done: readonly Interaction[]): number {
  let seconds = 0;
  let hand: 'keyboard' | 'mouse' = 'keyboard';
  for (const { act, keys } of done) {
    const wanted = act === 'click' ? 'mouse' : 'keyboard';
    if (wanted !== hand) seconds += operator.homing;
    hand = wanted;
    seconds += operator.mental + (act === 'click' ? operator.point + operator.button : keys * operator.key);
  }
  return seconds;
}

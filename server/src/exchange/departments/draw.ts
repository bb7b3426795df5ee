/** What befalls a thing, by lot: the same seed, thing and question give the same number, whoever asks and however often. */
import { createHash } from 'node:crypto';

/** [0, 1) */
export type Draw = (question: string) => number;

export function drawFrom(seed: string, thing: string): Draw {
  return (question) => createHash('sha256').update(`${seed}|${thing}|${question}`).digest().readUInt32BE(0) / 2 ** 32;
}

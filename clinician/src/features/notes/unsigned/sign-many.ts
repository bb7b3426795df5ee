/**
 * Several notes signed one after the other, each in its own patient's record and in the version that was read. One that cannot be signed
 * hinders none of the others.
 */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';

export type Outcome =
  | { kind: 'signed' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'no-answer' }
  | { kind: 'refused'; reason: string };

export async function signMany<ToSign extends { id: string }>(
  notes: readonly ToSign[],
  sign: (note: ToSign) => Promise<unknown>,
  onOutcome: (id: string, outcome: Outcome) => void,
): Promise<void> {
  for (const note of notes) onOutcome(note.id, await outcomeOf(sign(note)));
}

async function outcomeOf(signing: Promise<unknown>): Promise<Outcome> {
  try {
    await signing;
    return { kind: 'signed' };
  } catch (failure) {
    if (!(failure instanceof FhirFailure)) throw failure;
    if (failure.kind === 'changed-meanwhile') return { kind: 'changed-meanwhile' };
    if (failure.kind === 'offline' || failure.kind === 'unavailable') return { kind: 'no-answer' };
    return { kind: 'refused', reason: failure.message };
  }
}

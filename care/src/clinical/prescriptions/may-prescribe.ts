/** Who may order drugs: doctors, in an assignment for care. What others may prescribe, and from which lists, no source here says: docs/open-questions.md 90. */
import type { Assignment } from '../../access/caller.ts';

export function mayPrescribe({ profession, purpose }: Pick<Assignment, 'profession' | 'purpose'>): boolean {
  return profession === 'doctor' && purpose === 'care';
}

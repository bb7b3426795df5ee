/** Who may order drugs: doctors, in an assignment for care. What others may prescribe, and from which lists, no source here says: docs/open-questions.md 90. */

export function mayPrescribe({ profession, purpose }: { profession: string; purpose: string }): boolean {
  return profession === 'doctor' && purpose === 'care';
}

/** The patient whom an operation is called on. */
import type { Asked } from '../http/asked.ts';
import type { PatientConcerned } from '../http/wiring.ts';

/** As the decision found it, or as the record has it for callers whose decision needs no patient. */
export async function patientConcerned(asked: Asked, id = asked.id): Promise<PatientConcerned> {
  const decided = asked.decided.find(({ patient }) => patient !== undefined)?.patient;
  if (decided !== undefined) return decided;
  const stored = await asked.record.read('Patient', id);
  if (stored === undefined || stored.deleted) throw await asked.whyAbsent('Patient', id);
  return { key: stored.patientKey, id: stored.id };
}

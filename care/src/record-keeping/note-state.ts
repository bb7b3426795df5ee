/**
 * How far a note has come: a QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html) is a draft while
 * `in-progress`, and part of the record, signed, once `completed` or `amended` (PDL 2008:355, 3 kap. 10 §).
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import type { EntryState } from '../access/situation.ts';

export function entryStateOf(resource: { resourceType: string; status?: unknown }): EntryState {
  if (resource.resourceType !== 'QuestionnaireResponse') return 'other';
  switch (resource.status) {
    case 'in-progress':
    case 'stopped':
      return 'draft';
    default:
      // What cannot be read as a draft is treated as signed: it is not overwritten and not thrown away.
      return 'signed';
  }
}

export function isDraft(note: QuestionnaireResponse): boolean {
  return entryStateOf(note) === 'draft';
}

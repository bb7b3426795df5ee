/**
 * What a caller may see, as a value that the store compiles to SQL over scalar columns (server/src/store/visibility-sql.ts).
 * It guards every row source, so filtering comes before sorting, paging and counting.
 */
import type { Caller } from './caller.ts';

export type Visibility =
  /** System clients with a mandate for everything; logged like everyone. */
  | { kind: 'everything' }
  /** Nothing about any patient; resources without a patient only. */
  | { kind: 'no-patient' }
  /** The resident's own record, without what is kept from the resident (drafts, NOPATIENT). */
  | { kind: 'own'; patientKeys: number[] }
  /** Same care provider, and a care relation of the caller's unit or a stated one of the caller's own. */
  | { kind: 'related'; careProvider: number; careUnit: number; practitioner: number };

export function visibilityOf(caller: Caller): Visibility {
  switch (caller.kind) {
    case 'system':
      return { kind: 'everything' };
    case 'resident':
      return { kind: 'own', patientKeys: [caller.patientKey] };
    case 'staff':
      return caller.assignment.purpose === 'care' || caller.assignment.purpose === 'care-administration'
        ? {
            kind: 'related',
            careProvider: caller.assignment.careProvider.key,
            careUnit: caller.assignment.careUnit.key,
            practitioner: caller.practitioner.key,
          }
        : { kind: 'no-patient' };
  }
}

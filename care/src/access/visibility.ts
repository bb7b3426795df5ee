/**
 * What a caller may see, as a value that the store compiles to SQL over scalar columns (server/src/store/visibility-sql.ts).
 * It guards every row source, so filtering comes before sorting, paging and counting.
 */
import { type Caller, isClient, isOfSocialCare, type StaffCaller, type SystemCaller } from './caller.ts';
import { howOpen, type OnlineRecord } from './online-record.ts';

export type Visibility =
  /** The server's own work, and systems with a mandate for the whole record; logged like everyone. */
  | { kind: 'everything' }
  /** Another system: the kinds that its mandate reads, of what its care providers and units keep or are asked for. */
  | {
      kind: 'mandate';
      types: readonly string[];
      units: number[];
      careProviders: readonly number[];
      homes: readonly number[];
    }
  /** A quality register: what it was registered for, of patients who know of it and do not oppose it. */
  | { kind: 'quality-register'; register: number; types: readonly string[] }
  /** Nothing about any patient; resources without a patient only. */
  | { kind: 'no-patient' }
  /** The resident's own record and those of children, without what is kept from the resident (drafts, NOPATIENT). */
  | { kind: 'own'; patientKeys: number[] }
  /** The same, and of other records what some clinics keep. */
  | { kind: 'own-and-clinics'; patientKeys: number[]; clinics: { patientKey: number; careUnit: number }[] }
  /**
   * A care relation of the caller's unit or a stated one of the caller's own; and the same care provider, or `forCare` what other care
   * providers' entries are opened to the caller.
   */
  | { kind: 'related'; careProvider: number; careUnit: number; practitioner: number; forCare: boolean }
  /** The same relation, and the caller's own unit's entries only. */
  | { kind: 'own-unit'; careProvider: number; careUnit: number; practitioner: number }
  /** Of those who get interventions of the caller's unit: the own social care provider's, and what is opened to it. */
  | { kind: 'social-care'; careProvider: number; careUnit: number; practitioner: number };

export function visibilityOf(caller: Caller): Visibility {
  switch (caller.kind) {
    case 'system':
      return ofSystem(caller);
    case 'resident':
      return readOnline(caller.online);
    case 'staff':
      return isOfSocialCare(caller) ? { kind: 'social-care', ...whoOf(caller) } : ofStaff(caller);
  }
}

function ofSystem(caller: SystemCaller): Visibility {
  if (isClient(caller)) {
    const { reads: types, units, careProviders, homes } = caller.mandate;
    return { kind: 'mandate', types, units: units.map(({ key }) => key), careProviders, homes };
  }
  const { qualityRegister } = caller;
  if (qualityRegister === undefined) return { kind: 'everything' };
  return { kind: 'quality-register', register: qualityRegister.key, types: qualityRegister.types };
}

const whoOf = ({ assignment, practitioner }: StaffCaller) => ({
  careProvider: assignment.careProvider.key,
  careUnit: assignment.careUnit.key,
  practitioner: practitioner.key,
});

/** Without the right to read, by the needs-and-risk analysis of the role, no patient's. */
function ofStaff(caller: StaffCaller): Visibility {
  const { purpose, authority } = caller.assignment;
  const rights = authority?.rights ?? [];
  if ((purpose !== 'care' && purpose !== 'care-administration') || !rights.includes('read'))
    return { kind: 'no-patient' };
  if (!rights.includes('read-other-units')) return { kind: 'own-unit', ...whoOf(caller) };
  return { kind: 'related', ...whoOf(caller), forCare: purpose === 'care' && rights.includes('shared') };
}

function readOnline(records: readonly OnlineRecord[]): Visibility {
  const patientKeys: number[] = [];
  const clinics: { patientKey: number; careUnit: number }[] = [];
  for (const record of records) {
    const open = howOpen(record);
    if (open === 'whole') patientKeys.push(record.patientKey);
    if (open === 'clinics')
      clinics.push(...record.clinics.map((careUnit) => ({ patientKey: record.patientKey, careUnit })));
  }
  return clinics.length === 0 ? { kind: 'own', patientKeys } : { kind: 'own-and-clinics', patientKeys, clinics };
}

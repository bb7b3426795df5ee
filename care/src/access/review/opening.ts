/**
 * What one user did in one record on one Swedish day, as the access log has it: what a log reviewer judges (PDL 2008:355, 4 kap. 3 §;
 * HSLF-FS 2016:40, 4 kap. 9 §).
 */

export interface RecordOpening {
  /** HSA-id of staff, or the name of a system client. */
  caller: string;
  callerKind: 'staff' | 'system' | 'unknown';
  callerName: string;
  /** Key of the patient; 0: the row of the log cannot be read any more. */
  patientKey: number;
  /** Swedish day. */
  day: string;
  /** ISO 8601, UTC: the first and the last act of the day. */
  from: string;
  until: string;
  /** Keys of the care units on whose behalf it was done, and their names. */
  units: number[];
  unitNames: string[];
  titles: string[];
  /** Rows of the log. */
  acts: number;
  /** Acts that were more than being shown in a list, or asking who has read. */
  opened: number;
  /** Half hours in which there was any of them. */
  occasions: number;
  /** The Swedish hours in which there was any, a bit for each. */
  hours: number;
  refused: number;
  /** Acts by which it was looked up who has read the record. */
  lookUps: number;
  isEmergency: boolean;
  /** What the patient has blocked was opened. */
  isUnblocked: boolean;
  isUnreadable: boolean;
  /** In the user's own words; empty when none were given. */
  reason: string;
  /** From the log's own chain: nobody can foresee it, and it is the same when it is asked for again. */
  lot: string;
}

/** Who an opening was made by and of, as far as it is known. */
export interface OpeningFacts {
  patient: Person | undefined;
  user: Person | undefined;
  /** The patient works at one of the units that the record was opened for. */
  isColleague: boolean;
  /** Care that was planned or given there at the time; a relation that the user only stated is none. */
  hasCareContact: boolean;
  /** Records that the user opened that day. */
  patientsThatDay: number;
}

export interface Person {
  isProtected: boolean;
  families: readonly string[];
  /** `system|value`; a person's own, not those of the employment. */
  identifiers: readonly string[];
  /** Street and postal code, without case and spaces. */
  addresses: readonly string[];
}

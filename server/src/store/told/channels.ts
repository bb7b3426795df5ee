/**
 * What the processes tell each other through the database (https://www.postgresql.org/docs/current/sql-notify.html): it is heard when the
 * transaction that tells it is committed, and by everybody who listens. A key says about what; never content.
 */
export const channels = {
  /** Who may see what in a record has changed; the patient's key. */
  record: 'record_sight',
  /** Who lies at a care unit, or how ill they are, has changed; the unit's key. */
  unit: 'unit_changed',
  /** A session has ended, or has another assignment; the hash of its token, in hexadecimal. */
  session: 'session_changed',
  /** What roles may do at care units has changed; nothing more is said. */
  rights: 'role_rights',
} as const;

export type Told =
  | { about: 'record'; patientKey: number }
  | { about: 'unit'; unitKey: number }
  | { about: 'session'; session: string }
  | { about: 'rights' }
  /** Something may have been missed: the connection was lost meanwhile. */
  | { about: 'anything' };

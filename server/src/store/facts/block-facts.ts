/** What the record knows of blocks, for the law and for those who are lawfully told (PDL 2008:355, 4 kap. 4–5 §§). */
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { actOf } from '../access-log/act.ts';
import { inRecordOf } from '../access-log/read-log.ts';
import type { Queryable, Statement } from '../queryable.ts';

export interface BlockedUnit {
  /** FHIR id of the Organization. */
  id: string;
  /** ISO 8601; until when it is open to the asker; null: it is not. */
  openUntil: string | null;
}

const blocked: Statement = {
  name: 'blocked-units',
  text: `
    select o.id, to_char(max(opening.valid_until) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openUntil"
    from block b
    join organisation o on o.key = b.care_unit and o.care_provider = $4::bigint
    left join block_opening opening on opening.patient_key = b.patient_key and opening.blocked_unit = b.care_unit
      and opening.care_unit = $2::bigint and opening.practitioner = $3::bigint and opening.valid_from <= now() and opening.valid_until > now()
    where b.patient_key = $1::bigint and b.care_unit <> $2::bigint and b.valid_until > now()
    group by o.id order by o.id`,
};

/** The other units of the caller's care provider that the patient has blocked. */
export function blockedUnits(
  db: Queryable,
  patientKey: number,
  { assignment, practitioner }: StaffCaller,
): Promise<BlockedUnit[]> {
  return db.rows<BlockedUnit>(blocked, [
    patientKey,
    assignment.careUnit.key,
    practitioner.key,
    assignment.careProvider.key,
  ]);
}

const provider: Statement = {
  name: 'care-provider-of',
  text: 'select key, care_provider as "careProvider" from organisation where id = $1',
};

/** Whose unit it is; undefined: there is no such organisation. */
export async function keeperOf(
  db: Queryable,
  organisation: string,
): Promise<{ key: number; careProvider: number } | undefined> {
  return (await db.rows<{ key: number; careProvider: number }>(provider, [organisation]))[0];
}

const lately: Statement = {
  name: 'acts-lately',
  text: `select l.told from access_act l where ${inRecordOf('$1')} and l.at > now() - interval '1 hour'`,
};

/** Whether the caller has been shown within the hour what the act shows: the log is there before the answer is. */
export async function shownLately(
  db: Queryable,
  patientKey: number,
  { id, assignment }: StaffCaller,
  shows: 'show-blocking-units' | 'show-providers' | 'show-blocking-providers',
): Promise<boolean> {
  const acts = await db.rows<{ told: string }>(lately, [patientKey]);
  return acts.some(({ told }) => {
    const { act, permitted, callerKind, caller, assignment: hsaId } = actOf(told) ?? {};
    return act === shows && permitted === true && callerKind === 'staff' && caller === id && hsaId === assignment.hsaId;
  });
}

/**
 * What there is about a patient at other care providers than the asker's, for those who are lawfully told (2022:913, 2 kap. 4–5 §§): that there is
 * something unblocked, who has it, who has blocked. Never what it is.
 */
import { isOfSocialCare, type StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { type Ground, isGround } from '@vardkedjan/care/access/held-by-filter.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Statement } from '../queryable.ts';

/** As the predicate has it: a block of a unit holds towards other care providers too (visibility-sql.ts). */
const unblocked = (
  row: string,
): string => `not exists (select 1 from block b where b.patient_key = $1::bigint and b.valid_until > now()
  and (b.care_provider = ${row}.care_provider or b.care_unit <> 0 and ${row}.care_unit in (0, b.care_unit)))`;

/** What stands behind a wall has no care provider's key, and is nobody else's to be told of (care/src/access/walls.ts). */
const elsewhere = `r.patient_key = $1::bigint and r.care_provider > 0 and r.care_provider <> $2::bigint and not r.deleted`;

export interface SharedState {
  /** Another care provider has something unblocked. That all is blocked, and that there is nothing, look the same. */
  elsewhere: boolean;
  /** Something opens it to the asker. */
  open: boolean;
}

const found = (
  side: string,
): string => `exists (select 1 from resource r where r.patient_key = $1::bigint and r.care_provider > 0 and ${side}
  and not r.deleted and ${unblocked('r')})`;

/** To either side of the asker's own, so that what the own care provider keeps is not gone through. */
const state: Statement = {
  name: 'shared-state',
  text: `select ${found('r.care_provider > $2::bigint')} or ${found('r.care_provider < $2::bigint')} as elsewhere,
    exists (select 1 from shared_access s where s.patient_key = $1::bigint and s.receiver in ($2::bigint, $3::bigint)
      and s.practitioner in (0, $4::bigint) and s.valid_from <= now() and s.valid_until > now()) as open`,
};

export async function sharedState(
  db: Queryable,
  patientKey: number,
  { assignment, practitioner }: StaffCaller,
): Promise<SharedState> {
  const values = [patientKey, assignment.careProvider.key, assignment.careUnit.key, practitioner.key];
  return (await db.rows<SharedState>(state, values))[0] ?? { elsewhere: false, open: false };
}

const sharing: Statement = {
  name: 'shared-by-whom',
  text: `select o.id from organisation o where o.key in (select r.care_provider from resource r where ${elsewhere} and ${unblocked('r')}) order by o.id`,
};

/** Ids of the care providers that have something unblocked. */
export async function providersSharing(db: Queryable, patientKey: number, careProvider: number): Promise<string[]> {
  return (await db.rows<{ id: string }>(sharing, [patientKey, careProvider])).map(({ id }) => id);
}

const blocking: Statement = {
  name: 'shared-blocked-by-whom',
  text: `select distinct p.id from block b
    left join organisation u on u.key = b.care_unit
    join organisation p on p.key = case when b.care_unit = 0 then b.care_provider else u.care_provider end
    where b.patient_key = $1::bigint and b.valid_until > now() and p.key <> $2::bigint order by p.id`,
};

/** Ids of the care providers that have blocked, wholly or in some unit. */
export async function providersBlocking(db: Queryable, patientKey: number, careProvider: number): Promise<string[]> {
  return (await db.rows<{ id: string }>(blocking, [patientKey, careProvider])).map(({ id }) => id);
}

const keeping: Statement = {
  name: 'shared-keeping-units',
  text: `select u.id, count(*) as entries from resource r join organisation u on u.key = r.care_unit
    where r.patient_key = $1::bigint and r.care_provider > 0 and u.care_provider = (select p.key from organisation p where p.id = $2) and not r.deleted
    group by u.id order by entries desc, u.id limit 10`,
};

/** Ids of the units of a care provider that keep entries about the patient, the one with the most first. */
export async function unitsKeeping(db: Queryable, patientKey: number, careProvider: string): Promise<string[]> {
  return (await db.rows<{ id: string }>(keeping, [patientKey, careProvider])).map(({ id }) => id);
}

const grounds: Statement = {
  name: 'shared-grounds',
  text: `select distinct w.patient_key as "patientKey", open.ground from unnest($1::bigint[], $2::bigint[]) as w (patient_key, keeper)
    cross join lateral (
      select s.ground from shared_access s where s.patient_key = w.patient_key and s.keeper in (0, w.keeper)
        and s.receiver in ($3::bigint, $4::bigint) and s.practitioner in (0, $5::bigint) and s.valid_from <= now() and s.valid_until > now()
      union all
      select 'handed-out' from handed_out h join resource r on r.patient_key = h.patient_key and r.key = h.entry
        where h.patient_key = w.patient_key and h.care_unit = $3::bigint and r.care_provider = w.keeper
    ) as open
    order by 1, 2`,
};

const forSocialCare: ReadonlySet<string> = new Set(['consent', 'child']);

/** By patient, on which grounds what those who are named keep is open to the asker: all of them, where there are several. */
export async function groundsOfSharing(
  db: Queryable,
  of: readonly { patientKey: number; keeper: number }[],
  caller: StaffCaller,
): Promise<Map<number, Ground[]>> {
  const { assignment, practitioner } = caller;
  const rows = await db.rows<{ patientKey: number; ground: string }>(grounds, [
    numbers(of.map(({ patientKey }) => patientKey)),
    numbers(of.map(({ keeper }) => keeper)),
    assignment.careUnit.key,
    assignment.careProvider.key,
    practitioner.key,
  ]);
  const found = new Map<number, Ground[]>();
  for (const { patientKey, ground } of rows)
    if (isGround(ground) && (!isOfSocialCare(caller) || forSocialCare.has(ground)))
      found.set(patientKey, [...(found.get(patientKey) ?? []), ground]);
  return found;
}

/** Worlds for tests of access: rows, relations and callers, put straight into a test database. */
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { Assignment, Purpose, ResidentCaller, StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { type Right, rights as allRights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Value } from '../src/store/queryable.ts';

/** A row as the law sees it; what is not said is as plain as it can be. */
export interface WorldRow {
  type: string;
  id: string;
  patientKey: number;
  key: number;
  careProvider?: number;
  careUnit?: number;
  patientVisible?: boolean;
  protected?: boolean;
  deleted?: boolean;
  /** Key of an Encounter. */
  encounter?: number;
  body?: object;
}

/** Puts rows in as they are, past everything that writes resources. */
export async function insert(db: Queryable, rows: readonly WorldRow[]): Promise<void> {
  for (const row of rows) {
    await sql(
      db,
      `insert into resource (patient_key, key, type, version, updated, date_low, date_high, care_provider, care_unit, patient_visible, protected, deleted, id, body, encounter)
       values ($1, $2, $3, 1, now(), now(), now(), $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.patientKey,
        row.key,
        typeCode(row.type),
        row.careProvider ?? 0,
        row.careUnit ?? 0,
        row.patientVisible ?? true,
        row.protected ?? false,
        row.deleted ?? false,
        row.id,
        JSON.stringify({ resourceType: row.type, id: row.id, ...row.body }),
        row.encounter ?? 0,
      ],
    );
    await sql(db, 'insert into resource_directory (type, id, patient_key, key) values ($1, $2, $3, $4)', [
      typeCode(row.type),
      row.id,
      row.patientKey,
      row.key,
    ]);
  }
}

/** A unit below a care provider. */
export async function organise(db: Queryable, key: number, careProvider: number, socialCare = false): Promise<void> {
  await sql(db, 'insert into organisation (key, id, parent, care_provider, social_care) values ($1, $2, $3, $3, $4)', [
    key,
    `u${key}`,
    careProvider,
    socialCare ? 1 : 0,
  ]);
}

/** A care relation from and until, counted from now. */
export async function relate(
  db: Queryable,
  patientKey: number,
  source: number,
  careUnit: number,
  practitioner = 0,
  from = '-1 day',
  until = '1 day',
  origin = 'encounter',
) {
  await sql(
    db,
    `insert into care_relation (patient_key, source, care_provider, care_unit, practitioner, origin, valid_from, valid_until)
     values ($1, $2, 0, $3, $4, $5, now() + $6::interval, now() + $7::interval)`,
    [patientKey, source, careUnit, practitioner, origin, from, until],
  );
}

/** The patient blocks a unit for others. */
export async function block(db: Queryable, patientKey: number, source: number, careUnit: number, until = '1000 years') {
  await sql(
    db,
    `insert into block (patient_key, source, care_unit, care_provider, valid_until) values ($1, $2, $3, 0, now() + $4::interval)`,
    [patientKey, source, careUnit, until],
  );
}

/** The patient blocks a care provider for others. */
export async function blockProvider(
  db: Queryable,
  patientKey: number,
  source: number,
  careProvider: number,
  until = '1000 years',
) {
  await sql(
    db,
    `insert into block (patient_key, source, care_unit, care_provider, valid_until) values ($1, $2, 0, $3, now() + $4::interval)`,
    [patientKey, source, careProvider, until],
  );
}

/** Other care providers' entries are opened to a unit or a care provider, or to one person there. */
export async function share(
  db: Queryable,
  { patientKey, source, keeper = 0 }: { patientKey: number; source: number; keeper?: number },
  { receiver, practitioner = 0 }: { receiver: number; practitioner?: number },
  ground = 'consent',
  [from, until]: readonly [string, string] = ['-1 hour', '1 hour'],
) {
  await sql(
    db,
    `insert into shared_access (patient_key, source, receiver, practitioner, keeper, ground, valid_from, valid_until)
     values ($1, $2, $3, $4, $5, $6, now() + $7::interval, now() + $8::interval)`,
    [patientKey, source, receiver, practitioner, keeper, ground, from, until],
  );
}

/** The keeper of an entry has handed it out to a unit. */
export async function handOut(
  db: Queryable,
  { patientKey, source, entry }: { patientKey: number; source: number; entry: number },
  careUnit: number,
) {
  await sql(db, 'insert into handed_out (patient_key, source, entry, care_unit) values ($1, $2, $3, $4)', [
    patientKey,
    source,
    entry,
    careUnit,
  ]);
}

/** The patient has been informed of a quality register, or opposes it; 0: of all. */
export async function chooseRegister(
  db: Queryable,
  patientKey: number,
  source: number,
  register: number,
  choice: 'informed' | 'opposes',
) {
  await sql(db, 'insert into quality_register_choice (patient_key, source, register, choice) values ($1, $2, $3, $4)', [
    patientKey,
    source,
    register,
    choice,
  ]);
}

/** One person on behalf of a unit is let through a block. */
export async function openBlock(
  db: Queryable,
  { patientKey, source, of }: { patientKey: number; source: number; of: number },
  careUnit: number,
  practitioner: number,
  [from, until]: readonly [string, string] = ['-1 hour', '1 hour'],
) {
  await sql(
    db,
    `insert into block_opening (patient_key, source, blocked_unit, care_unit, practitioner, valid_from, valid_until)
     values ($1, $2, $3, $4, $5, now() + $6::interval, now() + $7::interval)`,
    [patientKey, source, of, careUnit, practitioner, from, until],
  );
}

export function sql<R extends object>(db: Queryable, text: string, values: Value[] = []): Promise<R[]> {
  return db.rows<R>({ name: '', text }, values);
}

/** What a test of the law fills. */
const filled = [
  'resource',
  'resource_history',
  'resource_directory',
  'care_relation',
  'block',
  'block_opening',
  'guardianship',
  'online_decision',
  'shared_access',
  'handed_out',
  'quality_register_choice',
  'role_right',
  'bed',
  'bed_stay',
  'time_held',
  'organisation',
];

/** What is little is deleted in a hundredth of the time that it takes to truncate as many tables with their indexes. */
export async function emptyRecord(db: Queryable): Promise<void> {
  await sql(db, `with ${filled.map((table) => `${table}_gone as (delete from ${table})`).join(', ')} select 1`);
}

/** Who has turned sixteen and reads their own record. */
export function resident(id: string, patientKey: number, name = id): ResidentCaller {
  const facts = {
    record: 'own',
    age: 43,
    guardianUntil: 13,
    aloneFrom: 16,
    protectedPerson: false,
    deceased: false,
  } as const;
  return {
    kind: 'resident',
    id,
    name,
    patientKey,
    online: [{ day: stockholmDay(new Date()), patientKey, id, name, facts, clinics: [] }],
  };
}

export function staff(
  careUnit: number,
  careProvider: number,
  practitioner: number,
  purpose: Purpose = 'care',
  profession = 'doctor',
  rights: readonly Right[] = allRights,
): StaffCaller {
  const unit = (key: number) => ({ key, id: `u${key}`, hsaId: `SE${key}`, name: `Enhet ${key}` });
  const assignment: Assignment = {
    id: `r${practitioner}`,
    hsaId: `SE-r${practitioner}`,
    title: 'Läkare',
    profession,
    purpose,
    careUnit: unit(careUnit),
    careProvider: unit(careProvider),
    authority: { rights, analysis: 'in-force' },
  };
  return {
    kind: 'staff',
    id: `SE-p${practitioner}`,
    name: 'Anna Ek',
    practitioner: { key: practitioner, id: `p${practitioner}` },
    assignment,
  };
}

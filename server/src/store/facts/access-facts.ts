/**
 * The facts that the law asks for (care/src/access/situation.ts), each read by one small named statement: is there a care
 * relation now, what is blocked, are the personal data protected, whose is the entry.
 */
import { analysisForm } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import type { SomeKinds } from '@vardkedjan/care/access/mandate.ts';
import { unitTemplateTypes } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { ReachedBy } from '@vardkedjan/care/access/situation.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { placed } from '../read/placed.ts';

/** Who asks; keys of Organization and Practitioner. */
export interface Who {
  careUnit: number;
  careProvider: number;
  practitioner: number;
  /** Staff of a social care provider. */
  socialCare?: true;
  /** A quality register: key of the Organization that it is. */
  register?: number;
  /** Another system: what its mandate reaches. */
  mandate?: Pick<SomeKinds, 'careProviders' | 'units'>;
}

/** `lifted`: opened to the asker. */
export type BlockState = 'none' | 'in-force' | 'lifted';

export interface PatientFacts {
  patientKey: number;
  patientId: string;
  protectedPerson: boolean;
  /** Where the relation comes from that is in force now; null: there is none. */
  relation: string | null;
  /** Of the other units of the asker's care provider. */
  block: BlockState;
  birthDate: string | null;
  /** Somebody with a reserve number may have turned out to be the patient. */
  linked: boolean;
  /** Asked for other systems only. */
  reach?: Reached;
}

/** What of a patient's record a mandate reaches now. */
export interface Reached {
  /** An order that lies with its units is about the patient. */
  ordered: boolean;
  /** The entry is such an order, or its contact. */
  ofOrder: boolean;
  /** A unit of its care providers has a relation to the patient that has arisen from care. */
  inCare: boolean;
}

export interface EntryFacts {
  type: string;
  id: string;
  version: number;
  deleted: boolean;
  /** 0: of no patient. */
  patientKey: number;
  /** null: the patient's own resource is not there. */
  patientId: string | null;
  protectedPerson: boolean | null;
  relation: string | null;
  /** 0: it does not say. */
  careProvider: number;
  careUnit: number;
  /** Only its own unit may see it. */
  walled: boolean;
  /** Of its unit, for others. */
  block: BlockState;
  /** Of its care provider, or of its unit: a narrower block counts as the wider (docs/open-questions.md). */
  blockedForOtherProviders: boolean;
  /** By what it is open to the asker, when another care provider keeps it. */
  sharedBy: ReachedBy | 'none';
  /** It is how an order is handled that another care provider sent to the asker's unit. */
  liesHere: boolean;
  /** What kind of provider keeps it; asked for social care only. */
  keeperKind?: 'care-provider' | 'social-care-provider';
  /** What the patient says of the quality register; asked for registers only. */
  informedOfRegister?: boolean;
  opposesRegister?: boolean;
  /** Asked for other systems only. */
  reach?: Reached;
  patientVisible: boolean;
  /** Tells of staff whose personal data are protected. */
  protectedStaff: boolean;
  /** What a template says of whose it is, as JSON (unit-template.ts); null for everything else. */
  template: string | null;
  /** Status of a note; null for everything else. */
  noteStatus: string | null;
  /** Whether it says who a child's guardian is. */
  guardianship: boolean;
  /** Of a needs-and-risk analysis: the unit that it is about, `Organization/…`; null for everything else. */
  analysisOf: string | null;
}

const patient = typeCode('Patient');
const note = typeCode('QuestionnaireResponse');
const serviceRequest = typeCode('ServiceRequest');
const templates = unitTemplateTypes.map(typeCode).join(', ');

const relationNow = (patientKey: string, careUnit: string, practitioner: string): string =>
  `(select relation.origin from care_relation relation
     where relation.patient_key = ${patientKey} and relation.care_unit = ${careUnit}::bigint
       and relation.practitioner in (0, ${practitioner}::bigint)
       and relation.valid_from <= now() and relation.valid_until > now()
     order by relation.origin = 'stated', relation.origin = 'order', relation.practitioner, relation.valid_until desc limit 1)`;

/** By what the entries that `keeper` keeps are open to the asker, the furthest-reaching first. */
const sharedNow = (
  keeper: string,
  [patientKey, careUnit, practitioner, careProvider]: [string, string, string, string],
): string =>
  `coalesce((select s.ground from shared_access s where s.patient_key = ${patientKey} and s.receiver in (${careUnit}::bigint, ${careProvider}::bigint)
     and s.practitioner in (0, ${practitioner}::bigint) and s.keeper in (0, ${keeper}) and s.valid_from <= now() and s.valid_until > now()
     order by s.ground <> 'lifted', s.ground <> 'consent', s.ground limit 1), 'none')`;

/** Whether the entry is handed out to the asker's unit, which reaches further than that it is shared. */
const handedNow = (patientKey: string, more = ''): string =>
  `exists (select 1 from handed_out handed where handed.patient_key = ${patientKey} and handed.entry = r.key and handed.care_unit = $3::bigint${more})`;

/** Of the blocks that `which` picks: is there any, and is any of them, as the blocked unit `of`, opened to the asker? */
const blockNow = (which: string, of: string, [patientKey, careUnit, practitioner]: [string, string, string]): string =>
  `coalesce((select case when bool_or(exists (
       select 1 from block_opening o where o.patient_key = b.patient_key and o.patient_key = ${patientKey} and o.blocked_unit = ${of}
         and o.care_unit = ${careUnit}::bigint and o.practitioner = ${practitioner}::bigint and o.valid_from <= now() and o.valid_until > now()
     )) then 'lifted' else 'in-force' end
     from block b where b.patient_key = ${patientKey} and b.care_unit <> 0 and b.care_unit <> ${careUnit}::bigint
       and b.valid_until > now() and ${which} having count(*) > 0), 'none')`;

const patientColumns = (
  patientKey = 'r.patient_key',
): string => `r.patient_key as "patientKey", r.id as "patientId", r.protected as "protectedPerson",
  ${relationNow(patientKey, '$2', '$3')} as relation,
  ${blockNow('b.care_unit in (select u.key from organisation u where u.care_provider = $4::bigint)', 'b.care_unit', [patientKey, '$2', '$3'])} as block,
  r.body::json ->> 'birthDate' as "birthDate", position('"replaces"' in r.body) > 0 as linked`;

const byPatientKey: Statement = {
  name: 'access-patient-by-key',
  text: `select ${patientColumns('$1::bigint')} from resource r where r.patient_key = $1::bigint and r.type = ${patient} and not r.deleted`,
};

/** undefined: there is no such patient. */
export async function patientFacts(db: Queryable, patientKey: number, who: Who): Promise<PatientFacts | undefined> {
  const values = [patientKey, who.careUnit, who.practitioner, who.careProvider];
  return withReach(db, (await db.rows<PatientFacts>(byPatientKey, values))[0], who);
}

const byPatientId = (place: 'shard' | 'directory'): Statement => ({
  name: `access-patient-by-id-${place}`,
  text: `select ${patientColumns(place === 'shard' ? '$5::bigint' : undefined)} from resource r
    where r.type = ${patient} and r.id = $1 and not r.deleted and r.patient_key = ${
      place === 'shard'
        ? '$5::bigint'
        : `(select d.patient_key from resource_directory d where d.type = ${patient} and d.id = $1)`
    }`,
});
const patientIn = { shard: byPatientId('shard'), directory: byPatientId('directory') };

/** undefined: there is no such patient. */
export async function patientFactsById(db: Queryable, id: string, who: Who): Promise<PatientFacts | undefined> {
  const found = await placed(db, { type: patient, id }, async (shard) => {
    const values = [id, who.careUnit, who.practitioner, who.careProvider];
    const found =
      shard === undefined
        ? db.rows<PatientFacts>(patientIn.directory, values)
        : db.rows<PatientFacts>(patientIn.shard, [...values, shard]);
    return (await found)[0];
  });
  return withReach(db, found, who);
}

async function withReach(db: Queryable, facts: PatientFacts | undefined, who: Who): Promise<PatientFacts | undefined> {
  if (facts === undefined || who.mandate === undefined) return facts;
  const { patientKey, patientId: id } = facts;
  return { ...facts, reach: await reachOf(db, { patientKey, type: 'Patient', id }, who.mandate) };
}

const toMandate: Statement = {
  name: 'access-mandate',
  text: `select count(*) > 0 as ordered, coalesce(bool_or(asked.source = entry.key or entry.key in (request.key, request.encounter)), false) as "ofOrder",
      exists (select 1 from care_relation relation where relation.patient_key = $1::bigint and relation.valid_from <= now() and relation.valid_until > now()
        and relation.origin not in ('stated', 'order')
        and relation.care_unit in (select o.key from organisation o where o.care_provider = any($5::bigint[]))) as "inCare"
    from care_relation asked
    left join resource entry on entry.patient_key = asked.patient_key and entry.type = $2::smallint and entry.id = $3
    left join resource task on task.patient_key = asked.patient_key and task.key = asked.source
    left join resource request on request.patient_key = task.patient_key and request.type = ${serviceRequest} and request.id = task.id
    where asked.patient_key = $1::bigint and asked.origin = 'order' and asked.care_unit = any($4::bigint[])
      and asked.valid_from <= now() and asked.valid_until > now()`,
};

/** `id`: of the entry that is asked about. */
async function reachOf(
  db: Queryable,
  { patientKey, type, id }: { patientKey: number; type: string; id: string },
  { units, careProviders }: NonNullable<Who['mandate']>,
): Promise<Reached> {
  const keys = [units.map(({ key }) => key), careProviders].map((each) => `{${each.join(',')}}`);
  const [row] = await db.rows<Reached>(toMandate, [patientKey, typeCode(type), id, ...keys]);
  return row ?? { ordered: false, ofOrder: false, inCare: false };
}

const byEntry = (place: 'shard' | 'directory'): Statement => {
  const patientKey = place === 'shard' ? '$6::bigint' : 'r.patient_key';
  return {
    name: `access-entry-${place}`,
    text: `
      select r.type, r.id, r.version, r.deleted, r.patient_key as "patientKey", owner.id as "patientId", owner.protected as "protectedPerson",
        ${relationNow(patientKey, '$3', '$4')} as relation,
        ${blockNow('(b.care_unit = r.care_unit or r.care_unit = 0)', 'r.care_unit', [patientKey, '$3', '$4'])} as block,
        exists (select 1 from block b where b.patient_key = ${patientKey} and b.valid_until > now() and (b.care_provider = r.care_provider and b.care_provider <> 0
          or b.care_unit <> 0 and r.care_unit in (0, b.care_unit))) as "blockedForOtherProviders",
        case when ${handedNow(patientKey)} then 'handed-out' else ${sharedNow('r.care_provider', [patientKey, '$3', '$4', '$5'])} end as "sharedBy",
        ${handedNow(patientKey, ' and handed.lies_there')} as "liesHere",
        case when r.care_provider < 0 then coalesce((select u.care_provider from organisation u where u.key = r.care_unit), 0)
          else r.care_provider end as "careProvider", r.care_provider < 0 as walled, r.care_unit as "careUnit", r.patient_visible as "patientVisible",
        r.protected and r.patient_key = 0 as "protectedStaff",
        case when r.type = ${note} and not r.deleted then r.body::json ->> 'status' end as "noteStatus",
        case when r.type in (${templates}) and not r.deleted then json_build_object('url', r.body::json -> 'url', 'useContext', r.body::json -> 'useContext')::text end as template,
        exists (select 1 from guardianship g where g.patient_key = ${patientKey} and g.source = r.key) as guardianship,
        case when r.type = ${note} and r.patient_key = 0 and not r.deleted
          and split_part(r.body::json ->> 'questionnaire', '|', 1) = '${analysisForm}' then r.body::json #>> '{subject,reference}' end as "analysisOf"
      from resource r
      left join resource owner on owner.patient_key = ${patientKey} and owner.type = ${patient} and r.patient_key <> 0
      where r.type = $1::smallint and r.id = $2 and r.patient_key = ${
        place === 'shard'
          ? patientKey
          : '(select d.patient_key from resource_directory d where d.type = $1::smallint and d.id = $2)'
      }`,
  };
};
const entryIn = { shard: byEntry('shard'), directory: byEntry('directory') };

/** undefined: there is no such resource, whoever asks. */
export async function entryFacts(db: Queryable, type: string, id: string, who: Who): Promise<EntryFacts | undefined> {
  const named = { type: typeCode(type), id };
  const row = await placed(db, named, async (shard) => {
    const values = [named.type, id, who.careUnit, who.practitioner, who.careProvider];
    type Row = Omit<EntryFacts, 'type'> & { type: number };
    const found =
      shard === undefined ? db.rows<Row>(entryIn.directory, values) : db.rows<Row>(entryIn.shard, [...values, shard]);
    return (await found)[0];
  });
  if (row === undefined) return undefined;
  const facts = { ...row, type: typeName(row.type) };
  if (who.mandate !== undefined) return { ...facts, reach: await reachOf(db, facts, who.mandate) };
  if (who.register !== undefined) return { ...facts, ...(await ofRegister(db, row.patientKey, who.register)) };
  return who.socialCare === true ? { ...facts, ...(await forSocialCare(db, facts, who)) } : facts;
}

const toSocialCare: Statement = {
  name: 'access-entry-social-care',
  text: `select coalesce((select s.ground from shared_access s where s.patient_key = $1::bigint and s.receiver in ($2::bigint, $4::bigint)
      and s.practitioner in (0, $3::bigint) and s.keeper in (0, $5::bigint) and s.valid_from <= now() and s.valid_until > now()
      and s.ground in ('consent', 'child') order by s.ground <> 'consent' limit 1), 'none') as "sharedBy",
    case when exists (select 1 from organisation o where o.key = $5::bigint and o.social_care) then 'social-care-provider' else 'care-provider' end as "keeperKind"`,
};

type ForSocialCare = Pick<EntryFacts, 'sharedBy' | 'keeperKind'>;

/** What opens entries to social care is not all that opens them to care (2022:913, 3 kap. 2 §). */
async function forSocialCare(db: Queryable, facts: EntryFacts, who: Who): Promise<ForSocialCare> {
  const values = [facts.patientKey, who.careUnit, who.practitioner, who.careProvider, facts.careProvider];
  return (await db.rows<ForSocialCare>(toSocialCare, values))[0] ?? { sharedBy: 'none' };
}

const areSocial: Statement = {
  name: 'are-social-care',
  text: "select count(*)::int as found from organisation where id = any(string_to_array($1, ',')) and social_care",
};

/** Whether each of the organisations is a social care provider, and there is one at least. */
export async function areSocialCareProviders(db: Queryable, ids: readonly string[]): Promise<boolean> {
  const [row] = await db.rows<{ found: number }>(areSocial, [ids.join(',')]);
  return ids.length > 0 && row?.found === ids.length;
}

const toRegister: Statement = {
  name: 'access-entry-register',
  text: `select coalesce(bool_or(choice = 'informed'), false) as "informedOfRegister", coalesce(bool_or(choice = 'opposes'), false) as "opposesRegister"
    from quality_register_choice where patient_key = $1::bigint and register in (0, $2::bigint)`,
};

async function ofRegister(db: Queryable, patientKey: number, register: number): Promise<Partial<EntryFacts>> {
  return (await db.rows<Partial<EntryFacts>>(toRegister, [patientKey, register]))[0] ?? {};
}

const unitsById: Statement = {
  name: 'organisations-by-id',
  text: `select key, id, care_provider as "careProvider" from organisation where id = any(string_to_array($1, ','))`,
};

/** Those of the organisations that there are, each with the key of its care provider, 0 where it has none. */
export function organisationsById(
  db: Queryable,
  ids: readonly string[],
): Promise<{ key: number; id: string; careProvider: number }[]> {
  return db.rows(unitsById, [ids.join(',')]);
}

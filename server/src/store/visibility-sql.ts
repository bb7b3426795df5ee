/**
 * The compiled visibility of a caller as a condition on one row (invariant 5: it stands in every statement that reads rows
 * of the record). The row must have the columns patient_key, key, type, care_provider, care_unit, patient_visible and protected; care_provider is
 * less than 0 of what is behind the wall of one unit: minus its key.
 * PDL (2008:355) 4 kap. 1–2 and 4–5 §§: the own care provider's record, of patients whose care the unit or the person takes part in, but
 * for what the patient has blocked at other units and has not been opened to the person. 2022:913, 2 kap. 3 § and 3 kap.: other care providers'
 * entries, of patients with whom there is a current relation, where they are shared lawfully and not blocked. PDL 5 kap. 6 §: what they have handed out to the unit.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';

const patient = typeCode('Patient');
const practitioner = typeCode('Practitioner');
const content = typeCode('Binary');
const request = typeCode('ServiceRequest');

/**
 * @param row alias of the table
 * @param bind adds a value to the statement and answers its placeholder, `$3`; the same calls in the same order for every
 * visibility of a kind, so that a statement's text depends on the kind only
 * @param patientKey where all rows are one patient's: its key, so that the relation is asked for once and not for each row
 * @param careUnit the row's, where it is no column of it
 */
export function visibilitySql(
  visibility: Visibility,
  row: string,
  bind: (value: number | string) => string,
  patientKey = `${row}.patient_key`,
  careUnit = `${row}.care_unit`,
): string {
  /** And not about staff whose personal data are protected. */
  const toResidents = `(${nobodysSql(row)} and not ${row}.protected)`;
  switch (visibility.kind) {
    case 'everything':
      return 'true';
    case 'quality-register':
      return registerSql(visibility, bind, { row, toResidents, patientKey, careUnit });
    case 'mandate':
      return mandateSql(visibility, bind, { row, toResidents, patientKey, careUnit });
    case 'no-patient':
      return `(${toStaffSql(row)})`;
    case 'own': {
      const keys = bind(`{${visibility.patientKeys.join(',')}}`);
      return `(${toResidents} or (${row}.patient_key = any(${keys}::bigint[]) and ${row}.patient_visible))`;
    }
    case 'own-and-clinics': {
      const { patientKeys, clinics } = visibility;
      const [keys, patients, units] = [
        patientKeys,
        clinics.map((clinic) => clinic.patientKey),
        clinics.map((clinic) => clinic.careUnit),
      ].map((numbers) => `${bind(`{${numbers.join(',')}}`)}::bigint[]`);
      return (
        `(${toResidents} or (${row}.patient_key = any(${keys}) and ${row}.patient_visible) or ` +
        `(${row}.patient_key = any(${patients}) and ${row}.patient_visible and (${row}.type = ${patient} or exists (select 1 ` +
        `from unnest(${patients}, ${units}) as clinic (patient_key, care_unit) ` +
        `where clinic.patient_key = ${row}.patient_key and clinic.care_unit = ${careUnit}))))`
      );
    }
    case 'own-unit': {
      const { who } = boundWho(visibility, bind);
      return (
        `(${toStaffSql(row, who)} or (${row}.type = ${patient} and not ${row}.protected) or (` +
        `(${row}.care_provider in (${who.provider}, -${who.unit}) and ${careUnit} = ${who.unit} or ${row}.type = ${patient}) and ${relationSql(who, patientKey)}))`
      );
    }
    case 'related': {
      const { who, forCare = '' } = boundWho(visibility, bind);
      const { provider } = who;
      return (
        `(${toStaffSql(row, who)} or (${row}.type = ${patient} and not ${row}.protected) or (` +
        `(${row}.care_provider in (${provider}, -${who.unit}) or ${row}.type = ${patient}) and ${relationSql(who, patientKey)} and ` +
        `(${row}.type = ${patient} or ${unblockedSql(who, patientKey, careUnit)})) or (` +
        `${row}.care_provider > 0 and ${row}.care_provider <> ${provider} and (${forCare} = 1 and ` +
        `${sharedSql(who, patientKey, `${row}.care_provider`, careUnit)} or ${handedSql(who, patientKey, `${row}.key`)})))`
      );
    }
    case 'social-care':
      return socialCareSql(boundWho(visibility, bind).who, { row, patientKey, careUnit });
  }
}

/** Of no patient; content that does not say whose it is may be anybody's (care/src/access/matter.ts). */
function nobodysSql(row: string): string {
  return `${row}.patient_key = 0 and ${row}.type <> ${content}`;
}

/** Of no patient, and not who a colleague with protected personal data is; `who`: nobody is kept from who they are themselves. */
function toStaffSql(row: string, who?: Who): string {
  const another = who === undefined ? '' : ` and ${row}.key <> ${who.person}`;
  return `${nobodysSql(row)} and not (${row}.protected and ${row}.type = ${practitioner}${another})`;
}

/** A visibility whose values are single numbers. */
export type Numbered = Exclude<Visibility, { patientKeys: number[] } | { types: readonly string[] }>;

/** What `visibilitySql` binds of it, in that order. */
export function numbersOf(visibility: Numbered): number[] {
  switch (visibility.kind) {
    case 'everything':
    case 'no-patient':
      return [];
    case 'related':
      return [visibility.careProvider, visibility.careUnit, visibility.practitioner, visibility.forCare ? 1 : 0];
    case 'own-unit':
    case 'social-care':
      return [visibility.careProvider, visibility.careUnit, visibility.practitioner];
  }
}

/**
 * The part of the condition that nearly every row that is to be seen fulfils, and that costs a third of it to ask: what is nobody's, and
 * what the own care provider keeps of a patient in the unit's care who has blocked nothing. It says nothing of other rows: what it does
 * not show is asked for with the whole condition. It binds the same.
 */
export function usuallySeenSql(visibility: Numbered, row: string, bind: (value: number | string) => string): string {
  if (visibility.kind !== 'related') return visibilitySql(visibility, row, bind);
  const { who } = boundWho(visibility, bind);
  return (
    `(${toStaffSql(row, who)} or (${row}.type = ${patient} and not ${row}.protected) or (` +
    `${row}.care_provider in (${who.provider}, -${who.unit}) and ${relationSql(who, `${row}.patient_key`)} and ` +
    `not ${blockSql(who, `${row}.patient_key`)}))`
  );
}

/**
 * A column more for rows that `visibilitySql` has let through, `unblocked`: whether the row is one that the patient has blocked at the own care
 * provider, so that an opening alone has let it through. It binds the same. Empty: of such a caller none is.
 */
export function unblockedColumn(visibility: Numbered, row: string, bind: (value: number) => string): string {
  if (visibility.kind !== 'related') return '';
  const { who } = boundWho(visibility, bind);
  const ofTheRow = ` and (block.care_unit = ${row}.care_unit or ${row}.care_unit = 0)`;
  return (
    `, ${row}.type <> ${patient} and ${row}.care_provider = ${who.provider} and ${row}.care_unit <> ${who.unit} and ` +
    `${blockSql(who, `${row}.patient_key`, ofTheRow)} as unblocked`
  );
}

/**
 * What every row that staff are to see fulfils by its patient's key alone: nobody's, or of a patient in the unit's care. An index is gone through with it
 * before any row is read; the whole condition is then asked of what is left. undefined: there is no such part, or the type is one that
 * is shown without a relation. It binds its own values.
 */
export function inCareSql(
  visibility: Visibility,
  type: string,
  row: string,
  bind: (value: number) => string,
): string | undefined {
  if (!('careUnit' in visibility) || typeCode(type) === patient) return undefined;
  const [unit, person] = [visibility.careUnit, visibility.practitioner].map((value) => `${bind(value)}::bigint`);
  return `(${row}.patient_key = 0 or ${relationSql({ provider: '', unit: unit ?? '', person: person ?? '' }, `${row}.patient_key`)})`;
}

type OfStaff = Extract<Numbered, { careUnit: number }>;

function boundWho(visibility: OfStaff, bind: (value: number) => string): { who: Who; forCare: string | undefined } {
  const [provider = '', unit = '', person = '', forCare] = numbersOf(visibility).map(
    (value) => `${bind(value)}::bigint`,
  );
  return { who: { provider, unit, person }, forCare };
}

/** Placeholders of the caller's care provider and unit, and of who works there. */
interface Who {
  provider: string;
  unit: string;
  person: string;
}

/** 2022:913, 3 kap. 2 §: of those who get interventions of the unit, what the own social care provider keeps, and what others share with it. */
function socialCareSql(who: Who, of: { row: string; patientKey: string; careUnit: string }): string {
  const { row, patientKey, careUnit } = of;
  const keeper = `${row}.care_provider`;
  return (
    `(${toStaffSql(row, who)} or ${relationSql(who, patientKey, arisen)} and (${row}.type = ${patient} or ${keeper} in (${who.provider}, -${who.unit}) ` +
    `or ${keeper} > 0 and ${keeper} <> ${who.provider} and ${sharedWithSocialCareSql(who, patientKey, keeper, careUnit)}))`
  );
}

/** Whether the unit, or the person on behalf of it, has a care relation to the patient now. */
function relationSql({ unit, person }: Who, patientKey: string, which = ''): string {
  return (
    `exists (select 1 from care_relation relation where relation.patient_key = ${patientKey} ` +
    `and relation.care_unit = ${unit} and relation.practitioner in (0, ${person}) ` +
    `and relation.valid_from <= now() and relation.valid_until > now()${which})`
  );
}

/**
 * Whether the patient has not blocked the unit of the row for others, or it is opened to the person. A row of no known unit is blocked
 * with any, and not opened. First of all, and for nearly everybody last, whether there is any block: asked once where all rows are one
 * patient's, and of many patients answered from one hash.
 */
function unblockedSql(who: Who, patientKey: string, careUnit: string): string {
  const { unit, person } = who;
  const any = blockSql(who, patientKey);
  const ofTheRow = blockSql(who, patientKey, ` and (block.care_unit = ${careUnit} or ${careUnit} = 0)`);
  return (
    `(not ${any} or not ${ofTheRow} or exists (` +
    `select 1 from block_opening opening where opening.patient_key = ${patientKey} and opening.blocked_unit = ${careUnit} ` +
    `and opening.care_unit = ${unit} and opening.practitioner = ${person} ` +
    'and opening.valid_from <= now() and opening.valid_until > now()))'
  );
}

/** Whether the patient has any block for the unit, of which `more` is so. */
function blockSql({ unit }: Who, patientKey: string, more = ''): string {
  return (
    `exists (select 1 from block where block.patient_key = ${patientKey} and block.care_unit not in (0, ${unit}) ` +
    `and block.valid_until > now()${more})`
  );
}

/**
 * Whether the row of another care provider is opened to the caller. First, and for nearly everybody last, whether anything of the patient's
 * is: asked once where all rows are one patient's. A block of one unit counts as one of its care provider's (docs/open-questions.md).
 */
function sharedSql(who: Who, patientKey: string, careProvider: string, careUnit: string): string {
  const blocked = blockedSql(patientKey, careProvider, careUnit);
  const ofTheRow = ` and shared.keeper in (0, ${careProvider}) and (shared.ground = 'lifted' or not ${blocked})`;
  return (
    `${grantSql(who, patientKey)} and ${relationSql(who, patientKey, arisen)} ` +
    `and ${grantSql(who, patientKey, ofTheRow)}`
  );
}

/** Whether the keeper of the row has handed it out to the unit: with an order that lies with it, or as the answer to what it asked. */
const handedSql = (who: Who, patientKey: string, key: string): string =>
  `exists (select 1 from handed_out handed where handed.patient_key = ${patientKey} and handed.entry = ${key} and handed.care_unit = ${who.unit}) ` +
  `and ${relationSql(who, patientKey)}`;

/** It has arisen from care, or from interventions, that are given or booked. */
const arisen = " and relation.origin not in ('stated', 'order')";

/** Whether something of the patient's is opened to the unit, its care provider or the person, of which `more` is so. */
const grantSql = ({ provider, unit, person }: Who, patientKey: string, more = ''): string =>
  `exists (select 1 from shared_access shared where shared.patient_key = ${patientKey} and shared.receiver in (${unit}, ${provider}) ` +
  `and shared.practitioner in (0, ${person}) and shared.valid_from <= now() and shared.valid_until > now()${more})`;

const blockedSql = (patientKey: string, careProvider: string, careUnit: string): string =>
  `exists (select 1 from block where block.patient_key = ${patientKey} and (block.care_provider = ${careProvider} ` +
  `or block.care_unit <> 0 and ${careUnit} in (0, block.care_unit)) and block.valid_until > now())`;

/** 2022:913, 3 kap. 2 §: by consent, and of a child who cannot consent what another social care provider keeps; never by danger. */
function sharedWithSocialCareSql(who: Who, patientKey: string, careProvider: string, careUnit: string): string {
  const isSocial = `exists (select 1 from organisation keeper where keeper.key = ${careProvider} and keeper.social_care)`;
  const ofTheRow = ` and shared.keeper in (0, ${careProvider}) and (shared.ground = 'consent' or shared.ground = 'child' and ${isSocial})`;
  return `${grantSql(who, patientKey, ofTheRow)} and not ${blockedSql(patientKey, careProvider, careUnit)}`;
}

/** PDL 7 kap. 2–3 §§: of patients who know of the register and do not oppose it, what it was registered for; nothing that is blocked or behind a wall. */
function registerSql(
  { register, types }: Extract<Visibility, { kind: 'quality-register' }>,
  bind: (value: number | string) => string,
  of: { row: string; toResidents: string; patientKey: string; careUnit: string },
): string {
  const { row, toResidents, patientKey, careUnit } = of;
  const key = `${bind(register)}::bigint`;
  const kinds = `${bind(`{${types.map(typeCode).join(',')}}`)}::smallint[]`;
  const said = (choice: string): string =>
    `exists (select 1 from quality_register_choice said where said.patient_key = ${patientKey} and said.register in (0, ${key}) and said.choice = '${choice}')`;
  return (
    `(${toResidents} or (${row}.type = any(${kinds}) and ${said('informed')} and not ${said('opposes')} and ` +
    `exists (select 1 from resource person where person.patient_key = ${patientKey} and person.type = ${patient} and not person.protected) and ` +
    `(${row}.type = ${patient} or ${row}.care_provider >= 0 and not ${blockedForRegisterSql(patientKey, `${row}.care_provider`, careUnit)})))`
  );
}

/** Any block of the unit or the care provider that keeps the row; where the unit is not known, of any unit. */
const blockedForRegisterSql = (patientKey: string, careProvider: string, careUnit: string): string =>
  `exists (select 1 from block where block.patient_key = ${patientKey} and (block.care_provider <> 0 and block.care_provider = ${careProvider} ` +
  `or block.care_unit <> 0 and ${careUnit} in (0, block.care_unit)) and block.valid_until > now())`;

/**
 * Another system (care/src/access/mandate.ts): of the kinds that it reads, what is nobody's; of patients whom an order that lies with its units is about, the
 * order, its contact and what the units keep; and of patients in the care of its care providers what they keep, but for protected persons. Nothing that is
 * blocked, for other units or for other care providers than its own, and nothing behind another's wall.
 */
function mandateSql(
  { types, units, careProviders, homes }: Extract<Visibility, { kind: 'mandate' }>,
  bind: (value: number | string) => string,
  of: { row: string; toResidents: string; patientKey: string; careUnit: string },
): string {
  const { row, toResidents, patientKey, careUnit } = of;
  const list = (keys: readonly number[]): string => `${bind(`{${keys.join(',')}}`)}::bigint[]`;
  const kind = `${row}.type = any(${bind(`{${types.map(typeCode).join(',')}}`)}::smallint[])`;
  const [own, providers, home] = [list(units), list(careProviders), list(homes)];
  const isOwn = `${careUnit} = any(${own})`;
  const isPatient = `${row}.type = ${patient}`;
  const order = (more = ''): string =>
    `exists (select 1 from care_relation asked where asked.patient_key = ${patientKey} and asked.care_unit = any(${own}) ` +
    `and asked.origin = 'order' and asked.valid_from <= now() and asked.valid_until > now()${more})`;
  const isOfOrder = order(
    ` and (${row}.key = asked.source or exists (select 1 from resource task join resource request on request.patient_key = task.patient_key ` +
      `and request.type = ${request} and request.id = task.id where task.patient_key = asked.patient_key and task.key = asked.source ` +
      `and ${row}.key in (request.key, request.encounter)))`,
  );
  const inCare =
    `exists (select 1 from care_relation relation join organisation unit on unit.key = relation.care_unit where relation.patient_key = ${patientKey} ` +
    `and unit.care_provider = any(${providers}) and relation.valid_from <= now() and relation.valid_until > now()${arisen}) ` +
    `and exists (select 1 from resource person where person.patient_key = ${patientKey} and person.type = ${patient} and not person.protected)`;
  const blocked =
    `exists (select 1 from block where block.patient_key = ${patientKey} and (block.care_unit <> 0 and ${careUnit} in (0, block.care_unit) ` +
    `or block.care_provider <> 0 and block.care_provider = ${row}.care_provider and ${row}.care_provider <> all(${home})) and block.valid_until > now())`;
  return (
    `((${toResidents} and ${kind}) or (${row}.patient_key <> 0 and ${kind} and (${order()} and (${isPatient} or ${isOwn} or ${isOfOrder}) ` +
    `or ${inCare} and (${isPatient} or ${row}.care_provider = any(${providers}))) ` +
    `and (${isPatient} or ${isOwn} or ${row}.care_provider >= 0 and not ${blocked})))`
  );
}

/**
 * Who may sign in, as the record has them: staff are Practitioners with their PractitionerRoles, found by HSA-id; residents
 * are Patients, found by personal identity number. An assignment counts while it is active, within its period, and its
 * care unit can be placed under a care provider (swedish-rules 2.2).
 */
import type { Identifier, Organization, Patient, Practitioner, PractitionerRole, Resource } from '@medplum/fhirtypes';
import type { Assignment, CareUnit, Purpose, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { isQualityRegister } from '@vardkedjan/care/access/quality-registers.ts';
import { personalNumbersOf } from '@vardkedjan/care/access/guardianship.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { OpenRecord, Stored } from '../store/record.ts';
import { Remembered } from '../store/remembered.ts';

export const hsaSystem = 'urn:oid:1.2.752.29.4.19';
/** Inera's own name of the same catalogue; both are in use. */
const hsaSystems: readonly (string | undefined)[] = [hsaSystem, 'urn:oid:1.2.752.129.2.1.4.1'];
const personalNumberSystems = [
  'http://electronichealth.se/identifier/personnummer',
  'http://electronichealth.se/identifier/samordningsnummer',
];
const professionSystem = 'https://vardkedjan.se/fhir/CodeSystem/profession';
const purposeSystem = 'https://vardkedjan.se/fhir/CodeSystem/purpose';
const roleSystem = 'https://vardkedjan.se/fhir/CodeSystem/role';
const purposes: readonly Purpose[] = ['care', 'care-administration', 'social-care', 'quality', 'log-review'];

/** The system's own caller for looking up who signs in. */
export const signInCaller: SystemCaller = { kind: 'system', id: 'sign-in', name: 'Sign-in' };

export interface StaffMember {
  hsaId: string;
  name: string;
  practitioner: { key: number; id: string };
  assignments: Assignment[];
}

export interface Resident {
  /** FHIR id of the Patient. */
  id: string;
  key: number;
  name: string;
  /** Personal identity number and coordination number, twelve digits. */
  numbers: readonly string[];
}

/** An organisation's place in the record. */
interface Placed {
  key: number;
  id: string;
  careProvider: number | undefined;
}

/** Changes in who works where take hold within this time. */
const rememberedFor = 3_000;

export class People {
  readonly #record: OpenRecord;
  readonly #now: () => number;
  readonly #staff: Remembered<string, StaffMember | undefined>;
  readonly #residents: Remembered<string, Resident | undefined>;

  readonly #organisations: Remembered<string, Placed | undefined>;
  readonly #registers: Remembered<string, { key: number; id: string } | undefined>;

  constructor(record: OpenRecord, now: () => number = Date.now) {
    this.#record = record;
    this.#now = now;
    this.#staff = new Remembered(rememberedFor, (hsaId) => this.#findStaff(hsaId), now);
    this.#residents = new Remembered(rememberedFor, (id) => this.#findResident(id), now);
    this.#organisations = new Remembered(rememberedFor, (id) => this.#findOrganisation(id), now);
    this.#registers = new Remembered(rememberedFor, (id) => this.#findRegister(id), now);
  }

  staff(hsaId: string): Promise<StaffMember | undefined> {
    return this.#staff.get(hsaId);
  }

  resident(patientId: string): Promise<Resident | undefined> {
    return this.#residents.get(patientId);
  }

  /** By personal identity number or coordination number, twelve digits. */
  async residentByNumber(number: string): Promise<Resident | undefined> {
    for (const system of personalNumberSystems) {
      const { matches } = await this.#search('Patient', [['identifier', `${system}|${escaped(number)}`]]);
      const [only, ...more] = matches;
      if (only !== undefined && more.length === 0) return this.resident(only.id);
    }
    return undefined;
  }

  /** The Organization of that id, if it is a quality register. */
  qualityRegister(id: string): Promise<{ key: number; id: string } | undefined> {
    return this.#registers.get(id);
  }

  /** The Organization of that id, and the key of its care provider. */
  organisation(id: string): Promise<Placed | undefined> {
    return this.#organisations.get(id);
  }

  async #findOrganisation(id: string): Promise<Placed | undefined> {
    const stored = await this.#record.read('Organization', id);
    if (stored === undefined || stored.deleted) return undefined;
    return { key: stored.key, id, careProvider: (await this.#careProviderOf(stored))?.key };
  }

  async #findRegister(id: string): Promise<{ key: number; id: string } | undefined> {
    const stored = await this.#record.read('Organization', id);
    if (stored === undefined || stored.deleted) return undefined;
    return isQualityRegister(JSON.parse(stored.body) as Organization) ? { key: stored.key, id } : undefined;
  }

  async #findStaff(hsaId: string): Promise<StaffMember | undefined> {
    const { matches } = await this.#search('Practitioner', [['identifier', `${hsaSystem}|${escaped(hsaId)}`]]);
    const [stored, ...more] = matches;
    if (stored === undefined || more.length > 0) return undefined;
    const practitioner = JSON.parse(stored.body) as Practitioner;
    if (practitioner.active === false) return undefined;
    const roles = await this.#search('PractitionerRole', [
      ['practitioner', `Practitioner/${stored.id}`],
      ['_include', 'PractitionerRole:organization'],
      ['_count', '100'],
    ]);
    const units = new Map(roles.included.map((unit) => [`Organization/${unit.id}`, unit]));
    const assignments = await Promise.all(
      roles.matches.map((role) => this.#assignment(JSON.parse(role.body) as PractitionerRole, units)),
    );
    return {
      hsaId,
      name: nameOf(practitioner),
      practitioner: { key: stored.key, id: stored.id },
      assignments: assignments
        .filter((assignment) => assignment !== undefined)
        .toSorted(
          (a, b) => a.careUnit.name.localeCompare(b.careUnit.name, 'sv') || a.title.localeCompare(b.title, 'sv'),
        ),
    };
  }

  async #assignment(role: PractitionerRole, units: Map<string, Stored>): Promise<Assignment | undefined> {
    const purpose = purposes.find((one) => one === codeIn(role, purposeSystem)?.code);
    const unit = units.get(role.organization?.reference ?? '');
    if (role.id === undefined || purpose === undefined || unit === undefined || !this.#isInForce(role))
      return undefined;
    const careProvider = await this.#careProviderOf(unit);
    if (careProvider === undefined) return undefined;
    const profession = codeIn(role, professionSystem);
    const careUnit = careUnitOf(unit);
    return {
      id: role.id,
      hsaId: hsaIdOf(role.identifier) ?? '',
      title: titleIn(role) ?? profession?.display ?? careUnit.name,
      profession: profession?.code ?? '',
      purpose,
      careUnit,
      careProvider,
      ...(codeIn(role, roleSystem)?.code === 'head-of-unit' && { headOfUnit: true }),
    };
  }

  #isInForce(role: PractitionerRole): boolean {
    const today = new Date(this.#now()).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const { start = '', end } = role.period ?? {};
    return (
      role.active !== false &&
      start.slice(0, 10) <= today &&
      (end === undefined || end.slice(0, 10) >= today.slice(0, end.length))
    );
  }

  /** The nearest organization upwards, itself included, that is a care provider (vårdgivare). */
  async #careProviderOf(unit: Stored): Promise<CareUnit | undefined> {
    let current: Stored | undefined = unit;
    for (let steps = 0; current !== undefined && steps < 12; steps++) {
      const organization = JSON.parse(current.body) as Organization;
      if (organization.type?.some(({ coding }) => coding?.some(({ code }) => code === 'prov')))
        return careUnitOf(current);
      const [, id] = organization.partOf?.reference?.split('/') ?? [];
      const above = id === undefined ? undefined : await this.#record.read('Organization', id);
      current = above?.deleted === true ? undefined : above;
    }
    return undefined;
  }

  async #findResident(id: string): Promise<Resident | undefined> {
    const stored = await this.#record.read('Patient', id);
    if (stored === undefined || stored.deleted) return undefined;
    const patient = JSON.parse(stored.body) as Patient;
    if (patient.active === false || isDeceased(patient)) return undefined;
    return { id: stored.id, key: stored.patientKey, name: nameOf(patient), numbers: personalNumbersOf(patient) };
  }

  #search(type: Resource['resourceType'], parameters: [string, string][]) {
    return this.#record.search(parseSearch(type, parameters, { lenient: false }));
  }
}

function careUnitOf(stored: Stored): CareUnit {
  const { identifier, name } = JSON.parse(stored.body) as Organization;
  return { key: stored.key, id: stored.id, hsaId: hsaIdOf(identifier) ?? '', name: name ?? '' };
}

export function hsaIdOf(identifiers: Identifier[] | undefined): string | undefined {
  return identifiers?.find(({ system }) => hsaSystems.includes(system))?.value;
}

function codeIn(role: PractitionerRole, system: string) {
  return role.code?.flatMap(({ coding }) => coding ?? []).find((coding) => coding.system === system);
}

/** What the holder is called there, `Distriktsläkare`: the profession in the words of the commission. */
function titleIn(role: PractitionerRole): string | undefined {
  return role.code?.find(({ coding }) => coding?.some(({ system }) => system === professionSystem))?.text;
}

export function isDeceased({ deceasedDateTime, deceasedBoolean }: Patient): boolean {
  return deceasedDateTime !== undefined || deceasedBoolean === true;
}

export function nameOf({ name }: Practitioner | Patient): string {
  const used = name?.find(({ use }) => use === 'official') ?? name?.[0];
  return used?.text ?? [...(used?.given ?? []), used?.family].filter((part) => part !== undefined).join(' ');
}

/** A value inside a search parameter (http://hl7.org/fhir/R4/search.html#escaping). */
function escaped(value: string): string {
  return value.replace(/[\\,$|]/g, '\\$&');
}

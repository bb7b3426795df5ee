/**
 * The persons of openings, found for the log's own reviewing: whether user and patient are the same, live together, bear the same name,
 * work together. Of a protected person no name or number leaves here.
 */
import type { Identifier, Patient, Practitioner } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import type { Person } from '@vardkedjan/care/access/review/opening.ts';
import { formatPersonId } from '@vardkedjan/care/people/person-id.ts';
import { personnummerSystem, samordningsnummerSystem } from '@vardkedjan/care/people/person-number.ts';
import { fullName } from '@vardkedjan/care/people/person-name.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { hsaSystem } from '../sign-in/people.ts';
import { patientBodies, unitIds } from '../store/access-log/review/circumstances.ts';
import type { Queryable } from '../store/queryable.ts';
import type { OpenRecord, SearchPage } from '../store/record.ts';

/** The system's own caller for looking up the persons of the log. */
export const reviewCaller: SystemCaller = { kind: 'system', id: 'log-review', name: 'Log review' };

export interface KnownPatient extends Person {
  id: string;
  /** Empty when protected. */
  name: string;
  number: string;
}

export interface KnownUser extends Person {
  key: number;
}

/** Values of a search parameter that are asked for together. */
const together = 100;

export class Persons {
  readonly #db: Queryable;
  readonly #record: OpenRecord;
  readonly #users = new Map<string, KnownUser>();
  /** What those who work at a unit are identified by. */
  readonly #units = new Map<number, Set<string>>();

  /** `record`: opened for `reviewCaller`. */
  constructor(db: Queryable, record: OpenRecord) {
    this.#db = db;
    this.#record = record;
  }

  async patients(keys: readonly number[]): Promise<Map<number, KnownPatient>> {
    const rows = await patientBodies(this.#db, keys);
    return new Map(rows.map(({ patientKey, body }) => [patientKey, knownPatient(JSON.parse(body) as Patient)]));
  }

  /** By HSA-id, those asked for among them. */
  async users(hsaIds: readonly string[]): Promise<ReadonlyMap<string, KnownUser>> {
    const missing = hsaIds.filter((id) => !this.#users.has(id));
    const pages = await this.#findBy(
      'Practitioner',
      'identifier',
      missing.map((id) => `${hsaSystem}|${escaped(id)}`),
    );
    for (const { key, body } of pages.flatMap(({ matches }) => matches)) {
      const practitioner = JSON.parse(body) as Practitioner;
      const hsaId = practitioner.identifier?.find(({ system }) => system === hsaSystem)?.value;
      if (hsaId !== undefined) this.#users.set(hsaId, { key, ...(await this.#withHome(practitioner)) });
    }
    return this.#users;
  }

  /** One who works here and lives here has an address as a patient. */
  async #withHome(practitioner: Practitioner): Promise<Person> {
    const person = personOf(practitioner);
    const pages = await this.#findBy('Patient', 'identifier', person.identifiers.map(escapedToken));
    const own = pages.flatMap(({ matches }) => matches.map(({ body }) => personOf(JSON.parse(body) as Patient)));
    return {
      ...person,
      isProtected: [person, ...own].some(({ isProtected }) => isProtected),
      addresses: [person, ...own].flatMap(({ addresses }) => addresses),
    };
  }

  /** What those who work at any of the units are identified by, their employment apart. */
  async colleagues(units: readonly number[]): Promise<Set<string>> {
    const missing = units.filter((unit) => !this.#units.has(unit));
    const ids = missing.length === 0 ? new Map<number, string>() : await unitIds(this.#db, missing);
    for (const unit of missing) this.#units.set(unit, await this.#workingAt(ids.get(unit)));
    return new Set(units.flatMap((unit) => [...(this.#units.get(unit) ?? [])]));
  }

  async #workingAt(unitId: string | undefined): Promise<Set<string>> {
    const identifiers = new Set<string>();
    if (unitId === undefined) return identifiers;
    const criteria: [string, string][] = [
      ['organization', `Organization/${unitId}`],
      ['_include', 'PractitionerRole:practitioner'],
      ['_count', '1000'],
    ];
    const { included } = await this.#record.search(parseSearch('PractitionerRole', criteria, { lenient: false }));
    for (const { body } of included)
      for (const identifier of personOf(JSON.parse(body) as Practitioner).identifiers) identifiers.add(identifier);
    return identifiers;
  }

  async #findBy(type: string, parameter: string, values: readonly string[]): Promise<SearchPage[]> {
    const pages: SearchPage[] = [];
    for (let at = 0; at < values.length; at += together) {
      const criteria: [string, string][] = [
        [parameter, values.slice(at, at + together).join(',')],
        ['_count', '1000'],
      ];
      pages.push(await this.#record.search(parseSearch(type, criteria, { lenient: false })));
    }
    return pages;
  }
}

/** What patients are known by in the RIV contracts, by key: the OID and the value of their official number. */
export async function patientIdentities(
  db: Queryable,
  keys: readonly number[],
): Promise<Map<number, { root: string; extension: string }>> {
  const rows = await patientBodies(db, keys);
  return new Map(
    rows.flatMap(({ patientKey, body }) => {
      const { id, identifier } = JSON.parse(body) as Patient;
      const { system = '', value } = officialOf(identifier) ?? {};
      const root = oids[system] ?? (system.startsWith('urn:oid:') ? system.slice('urn:oid:'.length) : system);
      const identity =
        value === undefined || root === '' ? { root: 'Patient', extension: id ?? '' } : { root, extension: value };
      return [[patientKey, identity] as const];
    }),
  );
}

/** Inera's names of the numbers, in RIV's contracts. */
const oids: Record<string, string> = {
  [personnummerSystem]: '1.2.752.129.2.1.3.1',
  [samordningsnummerSystem]: '1.2.752.129.2.1.3.3',
};

function officialOf(identifiers: Patient['identifier']): Identifier | undefined {
  return identifiers?.find(({ use }) => use === 'official') ?? identifiers?.[0];
}

function knownPatient(patient: Patient): KnownPatient {
  const person = personOf(patient);
  return {
    ...person,
    id: patient.id ?? '',
    name: person.isProtected ? '' : fullName(patient.name),
    number: person.isProtected ? '' : formatPersonId(officialOf(patient.identifier)?.value ?? ''),
  };
}

function personOf(resource: Patient | Practitioner): Person {
  const { name = [], identifier = [], address = [] } = resource;
  return {
    isProtected: isProtectedPerson(resource),
    families: name.flatMap(({ use, family }) => (family === undefined || use === 'old' ? [] : [folded(family)])),
    identifiers: identifier.flatMap(({ system, value }) =>
      system === undefined || value === undefined || system === hsaSystem ? [] : [`${system}|${value}`],
    ),
    addresses: address.flatMap(({ use, line = [], postalCode }) =>
      line.length === 0 || postalCode === undefined || use === 'old' || use === 'work'
        ? []
        : [folded([...line, postalCode].join('|'))],
    ),
  };
}

function folded(text: string): string {
  return text.toLocaleLowerCase('sv').replaceAll(/\s+/g, '');
}

function escaped(value: string): string {
  return value.replaceAll(/[\\,$|]/g, '\\$&');
}

function escapedToken(token: string): string {
  const [system = '', value = ''] = token.split('|');
  return `${system}|${escaped(value)}`;
}

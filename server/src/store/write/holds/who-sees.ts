/**
 * Who is there to see an answer, looked up in the record: the asker's assignments at the unit that asked, their deputy's; and of the units that
 * have to do with it the first at which somebody works: the one that asked, the contact's, the ward where the patient lies, where the patient is
 * listed, the one that the answer names, and where there is none of these, the one that sees to what matches nobody.
 */
import { answerableOf, deputyOf } from '@vardkedjan/care/coordination/orders/answerable.ts';
import type { WhoAsked } from '@vardkedjan/care/coordination/orders/answer-owner.ts';
import { keepingUnit, localName } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { DiagnosticReport, Encounter, EpisodeOfCare, PractitionerRole, ServiceRequest } from '@medplum/fhirtypes';
import type { Queryable } from '../../queryable.ts';
import type { Stored } from '../../record.ts';

type Find = (query: SearchQuery, database: Queryable) => Promise<Stored[]>;

export interface Belongs {
  /** `Patient/x`. */
  subject: string;
  /** The unit of its contact. */
  contact: string | undefined;
  /** The unit that it names itself. */
  named: string | undefined;
}

const codeOf = ({ code = [] }: PractitionerRole, system: 'profession' | 'purpose'): string =>
  code
    .flatMap(({ coding = [] }) => coding)
    .find((each) => each.system === `https://vardkedjan.se/fhir/CodeSystem/${system}`)?.code ?? '';

const listing = 'https://vardkedjan.se/fhir/CodeSystem/episode-kind|listing';

export class WhoSees {
  readonly #find: Find;
  readonly #lastResort: string | undefined;

  /** `lastResort`: `Organization/x`, which sees to what matches nobody. */
  constructor(find: Find, lastResort: string | undefined) {
    this.#find = find;
    this.#lastResort = lastResort;
  }

  /** undefined: no unit has to do with it, and none sees to such answers. */
  async whoAsked(
    order: ServiceRequest | undefined,
    belongs: Belongs,
    database: Queryable,
  ): Promise<WhoAsked | undefined> {
    const asking = order && localName(keepingUnit(order));
    const by = asking === undefined ? {} : await this.#askers(asking, localName(order?.requester?.reference), database);
    const isThere = by.asker?.isAtUnit === true || by.deputy?.isAtUnit === true;
    const unit = isThere ? asking : await this.#staffed(asking, belongs, database);
    return unit === undefined ? undefined : { unit, ...by };
  }

  async #askers(unit: string, asker: string | undefined, database: Queryable): Promise<Omit<WhoAsked, 'unit'>> {
    if (!asker?.startsWith('Practitioner/')) return {};
    const now = new Date();
    const roles = await this.#rolesOf(asker, unit, database);
    const deputy = deputyOf(roles);
    return {
      asker: answerableOf(asker, roles, now),
      ...(deputy !== undefined && {
        deputy: answerableOf(deputy, await this.#rolesOf(deputy, unit, database), now),
      }),
    };
  }

  /** Whether somebody has an assignment now in which drugs are ordered. `practitioner`: `Practitioner/x`. */
  async isPrescriber(practitioner: string, database: Queryable): Promise<boolean> {
    if (!practitioner.startsWith('Practitioner/')) return false;
    const roles = await this.#search<PractitionerRole>(database, 'PractitionerRole', { practitioner, active: 'true' });
    return roles.some(
      (role) =>
        answerableOf(practitioner, [role], new Date()).isAtUnit &&
        mayPrescribe({ profession: codeOf(role, 'profession'), purpose: codeOf(role, 'purpose') }),
    );
  }

  /** Where nobody works at any of them and there is no last resort, the nearest: there is a list all the same. */
  async #staffed(asking: string | undefined, belongs: Belongs, database: Queryable): Promise<string | undefined> {
    const nearest = [
      () => asking,
      () => belongs.contact,
      () => this.#liesAt(belongs.subject, database),
      () => this.#listedAt(belongs.subject, database),
      () => belongs.named,
    ];
    let first: string | undefined;
    for (const find of nearest) {
      const unit = await find();
      if (unit === undefined) continue;
      if (await this.#isStaffed(unit, database)) return unit;
      first ??= unit;
    }
    return this.#lastResort ?? first;
  }

  /** Those that the value stands in. */
  async answersWith(observation: string, database: Queryable): Promise<DiagnosticReport[]> {
    return this.#search<DiagnosticReport>(database, 'DiagnosticReport', { result: observation });
  }

  async #rolesOf(person: string, unit: string, database: Queryable): Promise<PractitionerRole[]> {
    const found = await this.#search<PractitionerRole>(database, 'PractitionerRole', {
      practitioner: person,
      organization: unit,
    });
    return found.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
  }

  async #isStaffed(unit: string, database: Queryable): Promise<boolean> {
    const roles = await this.#search<PractitionerRole>(database, 'PractitionerRole', {
      organization: unit,
      active: 'true',
    });
    return answerableOf('', roles, new Date()).isAtUnit;
  }

  async #liesAt(patient: string, database: Queryable): Promise<string | undefined> {
    if (patient === '') return undefined;
    const [stay] = await this.#search<Encounter>(database, 'Encounter', {
      patient,
      class: 'IMP',
      status: 'in-progress,onleave',
      _sort: '-date',
    });
    return localName(stay?.serviceProvider?.reference);
  }

  async #listedAt(patient: string, database: Queryable): Promise<string | undefined> {
    if (patient === '') return undefined;
    const [episode] = await this.#search<EpisodeOfCare>(database, 'EpisodeOfCare', {
      patient,
      status: 'active',
      type: listing,
    });
    return localName(episode?.managingOrganization?.reference);
  }

  async #search<T>(database: Queryable, type: string, criteria: Record<string, string>): Promise<T[]> {
    const query = parseSearch(type, [...Object.entries(criteria), ['_count', '50']], { lenient: false });
    return (await this.#find(query, database)).map(({ body }) => JSON.parse(body) as T);
  }
}

/**
 * Who is there to see an answer, looked up in the record: the asker's assignments at the unit that asked, their deputy's, and where a
 * patient is listed.
 */
import { answerableOf, deputyOf } from '@vardkedjan/care/coordination/orders/answerable.ts';
import type { WhoAsked } from '@vardkedjan/care/coordination/orders/answer-owner.ts';
import { keepingUnit, localName } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { DiagnosticReport, EpisodeOfCare, PractitionerRole, ServiceRequest } from '@medplum/fhirtypes';
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

  constructor(find: Find) {
    this.#find = find;
  }

  /** undefined: no unit has to do with it. */
  async whoAsked(
    order: ServiceRequest | undefined,
    belongs: Belongs,
    database: Queryable,
  ): Promise<WhoAsked | undefined> {
    const unit = order && localName(keepingUnit(order));
    if (unit === undefined) {
      const staffed = belongs.contact ?? (await this.#listedAt(belongs.subject, database)) ?? belongs.named;
      return staffed === undefined ? undefined : { unit: staffed };
    }
    const asker = localName(order?.requester?.reference);
    if (!asker?.startsWith('Practitioner/')) return { unit };
    const now = new Date();
    const roles = await this.#rolesAt(asker, unit, database);
    const deputy = deputyOf(roles);
    return {
      unit,
      asker: answerableOf(asker, roles, now),
      ...(deputy !== undefined && {
        deputy: answerableOf(deputy, await this.#rolesAt(deputy, unit, database), now),
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

  /** Those that the value stands in. */
  async answersWith(observation: string, database: Queryable): Promise<DiagnosticReport[]> {
    return this.#search<DiagnosticReport>(database, 'DiagnosticReport', { result: observation });
  }

  async #rolesAt(person: string, unit: string, database: Queryable): Promise<PractitionerRole[]> {
    const found = await this.#search<PractitionerRole>(database, 'PractitionerRole', {
      practitioner: person,
      organization: unit,
    });
    return found.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
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

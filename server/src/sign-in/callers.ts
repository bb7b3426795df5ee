/**
 * The caller that a principal is, put together from the record and never from what the request says. Who has several
 * assignments and has chosen none is nobody to the record yet.
 */
import type { Assignment, Authority, Caller } from '@vardkedjan/care/access/caller.ts';
import type { SomeKinds } from '@vardkedjan/care/access/mandate.ts';
import { reviewState } from '@vardkedjan/care/access/needs-and-risks/review.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { RoleRight, RoleRights } from '../store/facts/role-rights.ts';
import { unlessUnanswered } from '../access/unanswered.ts';
import type { OnlineRecords } from './online-records.ts';
import type { People, StaffMember } from './people.ts';
import type { Principal } from './principal.ts';
import type { RegisteredMandate, SystemClient } from './provider/api-clients.ts';

export type Standing =
  | { is: 'caller'; caller: Caller }
  /** Staff without a chosen assignment, or whose assignment has ended. */
  | { is: 'unassigned'; staff: StaffMember }
  /** No longer in the register, or no longer active. */
  | { is: 'nobody' };

/** What becomes of an analysis that has not been reviewed in time: it stands, or gives nothing any more. */
export type WhenOverdue = 'stands' | 'lapses';

export class Callers {
  readonly #people: People;
  readonly #online: OnlineRecords;
  readonly #roles: Pick<RoleRights, 'of'>;
  readonly #overdue: WhenOverdue;
  readonly #clients: ReadonlyMap<string, SystemClient>;
  /** The same object for the same standing, so that what is derived from a caller can be kept with it. */
  readonly #made = new WeakMap<StaffMember, Map<string, { right: RoleRight | undefined; standing: Standing }>>();

  /** `clients`: the system clients, by id. */
  constructor(parts: {
    people: People;
    online: OnlineRecords;
    roles: Pick<RoleRights, 'of'>;
    overdue: WhenOverdue;
    clients: ReadonlyMap<string, SystemClient>;
  }) {
    this.#people = parts.people;
    this.#online = parts.online;
    this.#roles = parts.roles;
    this.#overdue = parts.overdue;
    this.#clients = parts.clients;
  }

  async standingOf(principal: Principal): Promise<Standing> {
    switch (principal.kind) {
      case 'client':
        return this.#standingOfClient(principal.person);
      case 'resident': {
        const resident = await this.#people.resident(principal.person);
        if (resident === undefined) return { is: 'nobody' };
        const { id, name, key } = resident;
        const online = await this.#online.of(resident);
        return { is: 'caller', caller: { kind: 'resident', id, name, patientKey: key, online } };
      }
      case 'staff': {
        const staff = await this.#people.staff(principal.person);
        if (staff === undefined) return { is: 'nobody' };
        return this.#standingOfStaff(staff, principal.assignment);
      }
    }
  }

  async #standingOfClient(id: string): Promise<Standing> {
    const client = this.#clients.get(id);
    if (client === undefined) return { is: 'nobody' };
    const { name, mandate } = client;
    const system = { kind: 'system', id, name } as const;
    switch (mandate.of) {
      case 'whole-record': {
        const { registers } = mandate;
        return { is: 'caller', caller: { ...system, mandate: { wholeRecord: true, registers } } };
      }
      case 'quality-register': {
        const register = await this.#people.qualityRegister(mandate.register);
        if (register === undefined) return { is: 'nobody' };
        return { is: 'caller', caller: { ...system, qualityRegister: { ...register, types: mandate.types } } };
      }
      case 'some-kinds':
        return { is: 'caller', caller: { ...system, mandate: await this.#placed(mandate) } };
    }
  }

  /** Where its organisations are in the record; those that are not there give nothing. */
  async #placed(mandate: Extract<RegisteredMandate, { of: 'some-kinds' }>): Promise<SomeKinds> {
    const find = async (ids: readonly string[]) =>
      (await Promise.all(ids.map((id) => this.#people.organisation(id)))).filter((one) => one !== undefined);
    const [providers, units] = await Promise.all([find(mandate.careProviders), find(mandate.units)]);
    const { reads, writes, changes } = mandate;
    const careProviders = providers.map(({ key }) => key);
    const homes = [...new Set([...careProviders, ...units.flatMap(({ careProvider }) => careProvider ?? [])])];
    return { careProviders, units: units.map(({ key, id }) => ({ key, id })), homes, reads, writes, changes };
  }

  async #standingOfStaff(staff: StaffMember, chosen: string | undefined): Promise<Standing> {
    const assignment = assignmentOf(staff, chosen);
    if (assignment === undefined) return { is: 'unassigned', staff };
    const right = await unlessUnanswered(this.#roles.of(assignment.careUnit.key, assignment.profession));
    const made = this.#made.get(staff) ?? new Map<string, { right: RoleRight | undefined; standing: Standing }>();
    this.#made.set(staff, made);
    const before = made.get(assignment.id);
    if (before !== undefined && before.right === right) return before.standing;
    const { hsaId: id, name, practitioner } = staff;
    const held = right === undefined ? assignment : { ...assignment, authority: this.#authorityOf(right) };
    const standing: Standing = { is: 'caller', caller: { kind: 'staff', id, name, practitioner, assignment: held } };
    made.set(assignment.id, { right, standing });
    return standing;
  }

  #authorityOf({ rights, reviewBy }: RoleRight): Authority {
    if (reviewState(reviewBy, stockholmDay(new Date())) !== 'overdue') return { rights, analysis: 'in-force' };
    return this.#overdue === 'lapses' ? { rights: [], analysis: 'lapsed' } : { rights, analysis: 'due' };
  }
}

/** The chosen assignment; the only one when none is chosen; none when the chosen one has ended. */
export function assignmentOf(staff: StaffMember, chosen: string | undefined): Assignment | undefined {
  if (chosen !== undefined) return staff.assignments.find(({ id }) => id === chosen);
  return staff.assignments.length === 1 ? staff.assignments[0] : undefined;
}

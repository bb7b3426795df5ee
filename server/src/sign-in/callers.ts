/**
 * The caller that a principal is, put together from the record and never from what the request says. Who has several
 * assignments and has chosen none is nobody to the record yet.
 */
import type { Assignment, Caller } from '@vardkedjan/care/access/caller.ts';
import type { OnlineRecords } from './online-records.ts';
import type { People, StaffMember } from './people.ts';
import type { Principal } from './principal.ts';

export type Standing =
  | { is: 'caller'; caller: Caller }
  /** Staff without a chosen assignment, or whose assignment has ended. */
  | { is: 'unassigned'; staff: StaffMember }
  /** No longer in the register, or no longer active. */
  | { is: 'nobody' };

export class Callers {
  readonly #people: People;
  readonly #online: OnlineRecords;
  readonly #clients: ReadonlyMap<string, string>;
  /** The same object for the same standing, so that what is derived from a caller can be kept with it. */
  readonly #made = new WeakMap<StaffMember, Map<string, Standing>>();

  /** `clients`: names of the system clients, by id. */
  constructor(people: People, online: OnlineRecords, clients: ReadonlyMap<string, string>) {
    this.#people = people;
    this.#online = online;
    this.#clients = clients;
  }

  async standingOf(principal: Principal): Promise<Standing> {
    switch (principal.kind) {
      case 'client': {
        const name = this.#clients.get(principal.person);
        return name === undefined
          ? { is: 'nobody' }
          : { is: 'caller', caller: { kind: 'system', id: principal.person, name } };
      }
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

  #standingOfStaff(staff: StaffMember, chosen: string | undefined): Standing {
    const assignment = assignmentOf(staff, chosen);
    if (assignment === undefined) return { is: 'unassigned', staff };
    const made = this.#made.get(staff) ?? new Map<string, Standing>();
    this.#made.set(staff, made);
    let standing = made.get(assignment.id);
    if (standing === undefined) {
      const { hsaId: id, name, practitioner } = staff;
      standing = { is: 'caller', caller: { kind: 'staff', id, name, practitioner, assignment } };
      made.set(assignment.id, standing);
    }
    return standing;
  }
}

/** The chosen assignment; the only one when none is chosen; none when the chosen one has ended. */
export function assignmentOf(staff: StaffMember, chosen: string | undefined): Assignment | undefined {
  if (chosen !== undefined) return staff.assignments.find(({ id }) => id === chosen);
  return staff.assignments.length === 1 ? staff.assignments[0] : undefined;
}

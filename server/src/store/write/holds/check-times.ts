/**
 * Whether the times that appointments are to hold are free of others, asked before they are written: so a load refuses that one appointment, with the
 * reason. Of those who come at the same moment the table's key tells all but one (time-rows.ts).
 */
import { timesHeld } from '@vardkedjan/care/coordination/visits/lawful-appointment.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Appointment, Resource } from '@medplum/fhirtypes';
import { numbers } from '../../array-literal.ts';
import type { Queryable, Statement } from '../../queryable.ts';
import { resourceOf } from '../body.ts';
import type { Targets } from '../linking/targets.ts';
import type { Pending } from '../pending.ts';
import { timeTaken } from '../rows/taken.ts';

const heldByOthers: Statement = {
  name: 'time-holders',
  text: 'select slot from time_held where slot = any($1::bigint[]) and source <> all($2::bigint[])',
};

interface Around {
  database: Queryable;
  targets: Targets;
  /** What comes with it, though it is planned for itself. */
  alongside?: readonly Resource[];
}

export async function checkTimes(pending: readonly Pending[], { database, targets, alongside }: Around): Promise<void> {
  const taken = new Set<string>();
  for (const each of pending) {
    const names = newlyHeld(each);
    if (names.some((name) => taken.has(name)) || isAfterAnother(each, names, alongside)) throw isTaken();
    names.forEach((name) => taken.add(name));
  }
  const times = [...taken].flatMap((name) => targets.getByName(name)?.key ?? []);
  if (times.length === 0) return;
  const own = pending.flatMap(({ current }) => current?.key ?? []);
  if ((await database.rows(heldByOthers, [numbers(times), numbers(own)])).length > 0) throw isTaken();
}

/** What stands already is not asked about anew when it is changed. */
function newlyHeld({ resource, current }: Pending): string[] {
  if (resource?.resourceType !== 'Appointment') return [];
  const before = current?.body && !current.deleted ? (resourceOf(current.body) as Appointment) : undefined;
  const had = timesHeld(before);
  return timesHeld(resource).filter((name) => !had.includes(name));
}

/** Of those that come together the first has it. */
function isAfterAnother({ resource, change }: Pending, names: string[], alongside: readonly Resource[] = []): boolean {
  const at = alongside.findIndex((one) => one === resource || (one.id !== undefined && one.id === change.id));
  return alongside
    .slice(0, Math.max(0, at))
    .some((one) => one.resourceType === 'Appointment' && timesHeld(one).some((name) => names.includes(name)));
}

const isTaken = (): Failure => new Failure('conflict', timeTaken);

/**
 * Which appointment holds each time, as rows (0037-times.sql): made from the Appointment and written in the same statement. That a Slot is had by one is
 * the table's own key: of those who take it at the same moment one gets through, whichever process and whichever path they come by.
 */
import { timesHeld } from '@vardkedjan/care/coordination/visits/lawful-appointment.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import type { Part } from '../../search/index/write-index.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Row } from './row.ts';

/** Keys of the Slots that it holds. */
export function timesOf(resource: Resource, { targets }: Pick<Known, 'targets'>): number[] {
  if (resource.resourceType !== 'Appointment') return [];
  return [...new Set(timesHeld(resource).flatMap((name) => keyOf(name, targets) ?? []))];
}

/** What a changed appointment held goes first: reading the number makes the deletion come before. */
export function timeParts(rows: readonly Row[], { fixed }: Columns): Part[] {
  const changed = rows.filter(({ type, replaces }) => type === 'Appointment' && replaces !== 0);
  const held = rows.flatMap(({ times, key }) => times.map((slot) => ({ slot, key })));
  const parts: Part[] = [];
  if (changed.length > 0)
    parts.push({
      name: 'times_left',
      sql: `delete from time_held t using unnest(${fixed(changed, 'int8', ({ key }) => key)}) as o (source) where t.source = o.source returning 1`,
    });
  if (held.length > 0) {
    const columns = [fixed(held, 'int8', ({ slot }) => slot), fixed(held, 'int8', ({ key }) => key)];
    parts.push({
      name: `times_taken${changed.length > 0 ? '_moved' : ''}`,
      sql: `insert into time_held (slot, source) select n.* from unnest(${columns.join(', ')}) as n (slot, source)
        ${changed.length > 0 ? 'where (select count(*) from times_left) >= 0' : ''}`,
    });
  }
  return parts;
}

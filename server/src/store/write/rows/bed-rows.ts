/**
 * Beds and who lies in them as rows (0033-beds.sql): made from the Location that is a bed and the Encounter that holds one, and written in the same
 * statement. That a bed holds one person, and a person one bed, are the table's own constraints: of two who give one bed away at the same time, the one
 * that comes second is told (taken.ts), whichever process and whichever path it comes by.
 */
import { isBed, placesHeld } from '@vardkedjan/care/coordination/stays/stay.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import type { Part } from '../../search/index/write-index.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Row } from './row.ts';

/** Keys of the places that the stay holds: which of them are beds, the database knows. */
export function bedsHeld(resource: Resource, { targets }: Known): number[] {
  if (resource.resourceType !== 'Encounter') return [];
  const keys = placesHeld(resource).flatMap(({ location }) =>
    location.reference === undefined ? [] : (keyOf(location.reference, targets) ?? []),
  );
  return [...new Set(keys)];
}

export const isBedLocation = (resource: Resource): boolean => resource.resourceType === 'Location' && isBed(resource);

export function bedParts(rows: readonly Row[], { fixed }: Columns): Part[] {
  const places = rows.filter(({ type }) => type === 'Location');
  const come = places.filter(({ isBed: is }) => is);
  const gone = places.filter(({ isBed: is, replaces }) => !is && replaces !== 0);
  const left = rows.filter(({ type, replaces }) => type === 'Encounter' && replaces !== 0);
  const held = rows.flatMap(({ beds, patientKey, key }) => beds.map((bed) => ({ bed, patientKey, key })));
  const keys = (of: readonly Row[]) => fixed(of, 'int8', ({ key }) => key);
  const parts: Part[] = [];
  if (come.length > 0)
    parts.push({ name: 'beds', sql: `insert into bed (key) select unnest(${keys(come)}) on conflict do nothing` });
  if (gone.length > 0)
    parts.push({
      name: 'no_beds',
      sql: `delete from bed b using unnest(${keys(gone)}) as o (key) where b.key = o.key returning 1`,
    });
  if (left.length > 0)
    parts.push({
      name: 'beds_left',
      sql: `delete from bed_stay s using unnest(${keys(left)}) as o (source) where s.source = o.source returning 1`,
    });
  if (held.length > 0) parts.push(taken(held, come, left.length > 0, { fixed }));
  return parts;
}

/** Who leaves goes first: reading their number makes the deletion come before. A bed that is made in the same statement is not seen in its table yet. */
function taken(
  held: readonly { bed: number; patientKey: number; key: number }[],
  come: readonly Row[],
  somebodyLeaves: boolean,
  { fixed }: Pick<Columns, 'fixed'>,
): Part {
  const columns = [
    fixed(held, 'int8', ({ bed }) => bed),
    fixed(held, 'int8', ({ patientKey }) => patientKey),
    fixed(held, 'int8', ({ key }) => key),
  ];
  const made = fixed(come, 'int8', ({ key }) => key);
  return {
    name: `beds_taken${come.length > 0 ? '_new' : ''}${somebodyLeaves ? '_moved' : ''}`,
    sql: `insert into bed_stay (bed, patient_key, source) select n.* from unnest(${columns.join(', ')}) as n (bed, patient_key, source)
      where (n.bed = any(${made}) or exists (select 1 from bed b where b.key = n.bed))
        ${somebodyLeaves ? 'and (select count(*) from beds_left) >= 0' : ''}`,
  };
}

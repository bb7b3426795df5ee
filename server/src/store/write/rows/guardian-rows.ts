/**
 * Guardianships, and decisions on who reads a child's record online, as rows (0027-guardians.sql): made from the RelatedPerson or the Consent
 * that says them and written in the same statement.
 */
import type { Guardianship } from '@vardkedjan/care/access/guardianship.ts';
import { onlineDecisionsOf } from '@vardkedjan/care/access/online-decisions.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import { localReference } from '../../references.ts';
import type { Part } from '../../search/index/write-index.ts';
import type { Row } from './row.ts';
import type { Targets } from '../linking/targets.ts';

export type GuardianRow = Guardianship;

export interface OnlineDecisionRow {
  /** Personal identity number; '' for the child. */
  guardian: string;
  /** Whose entries are opened; 0: the guardian is shut out. */
  careUnit: number;
  from: string;
  until: string | null;
}

/** Fails when it is not known what is opened: a decision that is stored holds. */
export function onlineDecisionRows(resource: Resource, targets: Targets): OnlineDecisionRow[] {
  return onlineDecisionsOf(resource).map(({ guardian, of, from, until }) => {
    const local = of === undefined ? undefined : localReference(of);
    const careUnit = of === undefined ? 0 : local && targets.get(local)?.key;
    if (careUnit === undefined)
      throw new Failure('invalid', 'The decision is about an organisation that is not known here.', { status: 422 });
    return { guardian, careUnit, from, until };
  });
}

export function guardianParts(rows: readonly Row[], columns: Columns): Part[] {
  const { fixed, text } = columns;
  return [
    ...kept(rows, 'RelatedPerson', 'guardianship', columns, {
      names: 'number, valid_from, valid_until',
      of: ({ guardians }) => guardians,
      columns: (items) => [
        text(items, ({ number }) => number),
        fixed(items, 'timestamptz', ({ from }) => (from === null ? Number.NEGATIVE_INFINITY : Date.parse(from))),
        fixed(items, 'timestamptz', ({ until }) => ending(until)),
      ],
    }),
    ...kept(rows, 'Consent', 'online_decision', columns, {
      names: 'guardian, care_unit, valid_from, valid_until',
      of: ({ onlineDecisions }) => onlineDecisions,
      columns: (items) => [
        text(items, ({ guardian }) => guardian),
        fixed(items, 'int8', ({ careUnit }) => careUnit),
        fixed(items, 'timestamptz', ({ from }) => Date.parse(from)),
        fixed(items, 'timestamptz', ({ until }) => ending(until)),
      ],
    }),
  ];
}

function ending(until: string | null): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
}

interface Kept<Item> {
  /** Columns after the patient's and the source's. */
  names: string;
  of: (row: Row) => readonly Item[];
  columns: (items: readonly (Item & { patientKey: number; source: number })[]) => string[];
}

/** The rows of a table that resources of one type are the sources of. */
function kept<Item extends object>(
  rows: readonly Row[],
  type: string,
  table: string,
  { fixed }: Columns,
  { names, of, columns }: Kept<Item>,
): Part[] {
  const sources = rows.filter((row) => row.type === type);
  const replaced = sources.filter(({ replaces }) => replaces !== 0);
  const items = sources.flatMap((row) =>
    unique(of(row)).map((item) => ({ ...item, patientKey: row.patientKey, source: row.key })),
  );
  const parts: Part[] = [];
  if (replaced.length > 0)
    parts.push({
      name: `gone_${table}`,
      sql: `delete from ${table} t using unnest(${fixed(replaced, 'int8', ({ patientKey }) => patientKey)}, ${fixed(replaced, 'int8', ({ key }) => key)})
        as o (patient_key, source) where t.patient_key = o.patient_key and t.source = o.source returning 1`,
    });
  if (items.length > 0)
    parts.push({
      name: `new_${table}`,
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into ${table} (patient_key, source, ${names}) select n.* from unnest(${[
        fixed(items, 'int8', ({ patientKey }) => patientKey),
        fixed(items, 'int8', ({ source }) => source),
        ...columns(items),
      ].join(', ')}) as n ${replaced.length > 0 ? `where (select count(*) from gone_${table}) >= 0` : ''}`,
    });
  return parts;
}

/** The same may be said twice. */
function unique<Item extends object>(items: readonly Item[]): Item[] {
  return items.length < 2 ? [...items] : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Blocks and openings as rows (0018-blocks.sql), made from the Consent that says them and written in the same statement. */
import { blocksOf, openingsOf } from '@vardkedjan/care/access/blocks.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { localReference } from '../../references.ts';
import type { FixedType } from '../../search/statement/binary-array.ts';
import type { Part } from '../../search/index/write-index.ts';
import type { Organisation } from './organisations.ts';
import type { Row } from './row.ts';
import type { Targets } from '../linking/targets.ts';

export interface BlockRow {
  /** One of them, the other is 0. */
  careUnit: number;
  careProvider: number;
  until: string | null;
}

export interface OpeningRow {
  blockedUnit: number;
  careUnit: number;
  practitioner: number;
  from: string;
  until: string;
}

export interface Known {
  targets: Targets;
  organisations: ReadonlyMap<number, Organisation>;
}

/** Fails when it is not known whose entries are to be blocked: a block that is stored holds. */
export function blockRows(resource: Resource, { targets, organisations }: Known): BlockRow[] {
  return blocksOf(resource).map(({ of, until }) => {
    const key = keyOf(of, targets);
    const organisation = key === undefined ? undefined : organisations.get(key);
    if (key === undefined || organisation === undefined) {
      throw new Failure('invalid', 'The Consent blocks the entries of an organisation that is not known here.', {
        status: 422,
      });
    }
    return organisation.careProvider === key
      ? { careUnit: 0, careProvider: key, until }
      : { careUnit: key, careProvider: 0, until };
  });
}

/** What cannot be followed opens nothing. */
export function openingRows(resource: Resource, { targets }: Known): OpeningRow[] {
  return openingsOf(resource).flatMap(({ of, practitioner, unit, from, until }) => {
    const [blockedUnit, person, careUnit] = [of, practitioner, unit].map((reference) => keyOf(reference, targets));
    return blockedUnit && person && careUnit ? [{ blockedUnit, careUnit, practitioner: person, from, until }] : [];
  });
}

export function keyOf(reference: string, targets: Targets): number | undefined {
  const local = localReference(reference);
  return local && targets.get(local)?.key;
}

type Columns = <Item>(items: readonly Item[], type: FixedType, of: (item: Item) => number) => string;

export function blockParts(rows: readonly Row[], fixed: Columns): Part[] {
  const consents = rows.filter(({ type }) => type === 'Consent');
  const replaced = consents.filter(({ replaces }) => replaces !== 0);
  const owned = <Item extends object>(of: (row: Row) => readonly Item[]) =>
    consents.flatMap((row) =>
      unique(of(row)).map((item) => ({ ...item, patientKey: row.patientKey, source: row.key })),
    );
  const blocks = owned((row) => row.blocks);
  const openings = owned((row) => row.openings);
  return [
    ...goneParts(replaced, fixed),
    ...(blocks.length === 0
      ? []
      : [
          {
            name: 'blocked',
            sql: `insert into block (patient_key, source, care_unit, care_provider, valid_until) select n.* from unnest(${[
              fixed(blocks, 'int8', ({ patientKey }) => patientKey),
              fixed(blocks, 'int8', ({ source }) => source),
              fixed(blocks, 'int8', ({ careUnit }) => careUnit),
              fixed(blocks, 'int8', ({ careProvider }) => careProvider),
              fixed(blocks, 'timestamptz', ({ until }) =>
                until === null ? Number.POSITIVE_INFINITY : Date.parse(until),
              ),
            ].join(', ')}) as n ${after('unblocked', replaced)}`,
          },
        ]),
    ...(openings.length === 0
      ? []
      : [
          {
            name: 'opened',
            sql: `insert into block_opening (patient_key, source, blocked_unit, care_unit, practitioner, valid_from, valid_until)
              select n.* from unnest(${[
                fixed(openings, 'int8', ({ patientKey }) => patientKey),
                fixed(openings, 'int8', ({ source }) => source),
                fixed(openings, 'int8', ({ blockedUnit }) => blockedUnit),
                fixed(openings, 'int8', ({ careUnit }) => careUnit),
                fixed(openings, 'int8', ({ practitioner }) => practitioner),
                fixed(openings, 'timestamptz', ({ from }) => Date.parse(from)),
                fixed(openings, 'timestamptz', ({ until }) => Date.parse(until)),
              ].join(', ')}) as n ${after('closed', replaced)}`,
          },
        ]),
  ];
}

function goneParts(replaced: readonly Row[], fixed: Columns): Part[] {
  if (replaced.length === 0) {
    return [];
  }
  return [
    ['unblocked', 'block'],
    ['closed', 'block_opening'],
  ].map(([name = '', table = '']) => ({
    name,
    sql: `delete from ${table} b using unnest(${fixed(replaced, 'int8', ({ patientKey }) => patientKey)}, ${fixed(replaced, 'int8', ({ key }) => key)})
      as o (patient_key, source) where b.patient_key = o.patient_key and b.source = o.source returning 1`,
  }));
}

/** Old rows of the same source go first: reading their number makes the deletion come before. */
function after(gone: string, replaced: readonly Row[]): string {
  return replaced.length > 0 ? `where (select count(*) from ${gone}) >= 0` : '';
}

/** The same custodian may be named twice. */
function unique<Item extends object>(items: readonly Item[]): Item[] {
  return items.length < 2 ? [...items] : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

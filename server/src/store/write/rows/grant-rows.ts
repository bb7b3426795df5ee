/** What opens other care providers' entries as rows (0025-shared-records.sql), made from the Consent that says it and written in the same statement. */
import { grantOf } from '@vardkedjan/care/access/shared-records.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Part } from '../../search/index/write-index.ts';
import type { Columns } from '../../definitions/definition-row.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Row } from './row.ts';

export interface GrantRow {
  receiver: number;
  /** 0: whoever works there. */
  practitioner: number;
  /** 0: all others. */
  keeper: number;
  ground: string;
  from: string;
  until: string;
}

/** What cannot be followed opens nothing. */
export function grantRows(resource: Resource, { targets }: Known): GrantRow[] {
  const grant = grantOf(resource);
  const receiver = grant && keyOf(grant.receiver, targets);
  const practitioner = grant?.practitioner === undefined ? 0 : keyOf(grant.practitioner, targets);
  if (grant === undefined || !receiver || practitioner === undefined) return [];
  const { ground, keepers, from, until } = grant;
  const keys = keepers.length === 0 ? [0] : [...new Set(keepers.flatMap((keeper) => keyOf(keeper, targets) || []))];
  return keys.map((keeper) => ({ receiver, practitioner, keeper, ground, from, until }));
}

export function grantParts(rows: readonly Row[], { fixed, text }: Columns): Part[] {
  const consents = rows.filter(({ type }) => type === 'Consent');
  const replaced = consents.filter(({ replaces }) => replaces !== 0);
  const grants = consents.flatMap((row) =>
    row.grants.map((grant) => ({ ...grant, patientKey: row.patientKey, source: row.key })),
  );
  const parts: Part[] = [];
  if (replaced.length > 0)
    parts.push({
      name: 'unshared',
      sql: `delete from shared_access s using unnest(${fixed(replaced, 'int8', ({ patientKey }) => patientKey)}, ${fixed(replaced, 'int8', ({ key }) => key)})
        as o (patient_key, source) where s.patient_key = o.patient_key and s.source = o.source returning 1`,
    });
  if (grants.length > 0) {
    const columns = [
      fixed(grants, 'int8', ({ patientKey }) => patientKey),
      fixed(grants, 'int8', ({ source }) => source),
      fixed(grants, 'int8', ({ receiver }) => receiver),
      fixed(grants, 'int8', ({ practitioner }) => practitioner),
      fixed(grants, 'int8', ({ keeper }) => keeper),
      text(grants, ({ ground }) => ground),
      fixed(grants, 'timestamptz', ({ from }) => Date.parse(from)),
      fixed(grants, 'timestamptz', ({ until }) => Date.parse(until)),
    ];
    parts.push({
      name: 'shared',
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into shared_access (patient_key, source, receiver, practitioner, keeper, ground, valid_from, valid_until)
        select n.* from unnest(${columns.join(', ')}) as n ${replaced.length > 0 ? 'where (select count(*) from unshared) >= 0' : ''}`,
    });
  }
  return parts;
}

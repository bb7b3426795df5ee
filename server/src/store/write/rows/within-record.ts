/**
 * On spread tables a write is taken apart by record: each statement names the one key that its rows have, where otherwise the rows
 * bring their own.
 */
import { numbers } from '../../array-literal.ts';
import { placeOf } from '../../distribution/rules.ts';
import type { Write } from '../../queryable.ts';
import type { Part } from '../../search/index/write-index.ts';
import { heldBy } from '../linking/held-targets.ts';
import type { Row } from './row.ts';

/** @param key where the key stands among the values: `$3` */
export function within({ name, sql }: Part, key: string): Part {
  const named = sql.replaceAll(/\b(\w+)\.patient_key = [now]\.patient_key\b/g, `$1.patient_key = ${key}::bigint`);
  const [, table = '', alias = ''] = /^(?:update|delete from) (\w+) (\w+) /.exec(named) ?? [];
  const isHeld = placeOf[table]?.is !== 'distributed' || named.includes(`${alias}.patient_key = ${key}`);
  return { name, sql: isHeld ? named : named.replace(' where ', ` where ${alias}.patient_key = ${key}::bigint and `) };
}

/** What the rows refer to, of which the locks are held already, has not been deleted. */
export function targetsStand(rows: readonly Row[]): Write[] {
  return [...Map.groupBy(heldBy(rows), ({ patientKey }) => patientKey)].map(([record, targets]) => ({
    statement: {
      name: 'targets-stand',
      text: `select changed_meanwhile(0, (select count(*) from resource r
        where r.patient_key = $1::bigint and r.key = any($2::bigint[]) and r.deleted)) as done`,
    },
    values: [record, numbers(targets.map(({ key }) => key))],
  }));
}

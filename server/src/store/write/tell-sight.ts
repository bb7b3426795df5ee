/**
 * Consents say who may see what, and a Patient that is changed who it is, whether they are protected, and under which reserve numbers more is written:
 * those who have the record open are told, in the transaction that writes one, that it may have changed.
 */
import type { FixedType } from '../search/statement/binary-array.ts';
import type { Part } from '../search/index/write-index.ts';
import { channels } from '../told/channels.ts';
import type { Row } from './rows/row.ts';

type Column = (items: readonly number[], type: FixedType, of: (item: number) => number) => string;

export function tellSight(rows: readonly Row[], fixed: Column): { parts: Part[]; check?: Part } {
  const told = new Set(
    rows.flatMap(({ type, patientKey, version }) =>
      patientKey !== 0 && (type === 'Consent' || (type === 'Patient' && version > 1)) ? [patientKey] : [],
    ),
  );
  if (told.size === 0) return { parts: [] };
  const keys = fixed([...told], 'int8', (key) => key);
  const sql = `(select count(pg_notify('${channels.record}', told.key::text)) from unnest(${keys}) as told (key)) > 0`;
  return { parts: [], check: { name: 'told', sql } };
}

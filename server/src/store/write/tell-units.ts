/** What open pages of a unit show (a ward's board; orders and answers that wait): they are told, in the transaction that writes one, that it may have changed. */
import type { FixedType } from '../search/statement/binary-array.ts';
import type { Part } from '../search/index/write-index.ts';
import { channels } from '../told/channels.ts';
import type { Row } from './rows/row.ts';

type Column = (items: readonly number[], type: FixedType, of: (item: number) => number) => string;

export function tellUnits(rows: readonly Row[], fixed: Column): { parts: Part[]; check?: Part } {
  const told = new Set(rows.flatMap(({ shownAt }) => shownAt).filter((key) => key !== 0));
  if (told.size === 0) return { parts: [] };
  const keys = fixed([...told], 'int8', (key) => key);
  const sql = `(select count(pg_notify('${channels.unit}', told.key::text)) from unnest(${keys}) as told (key)) > 0`;
  return { parts: [], check: { name: 'told_units', sql } };
}

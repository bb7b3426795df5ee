/** The access log's partitions, one for each month in UTC, made ahead: this month's and the two after. */
import type { Database } from '../database.ts';

const partitionsLock = 8_273_003;

export async function ensurePartitions(database: Database, now = new Date()): Promise<void> {
  const months = [0, 1, 2].map((ahead) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)));
  const [{ present } = { present: 0 }] = await database.rows<{ present: number }>(
    {
      name: 'access-log-partitions',
      text: 'select count(to_regclass(name)) as present from unnest($1::text[]) as name',
    },
    [`{${months.map(partitionOf).join(',')}}`],
  );
  if (present === months.length) return;
  await database.transaction(async (transaction) => {
    await transaction.rows({ name: 'access-log-partitions-lock', text: 'select pg_advisory_xact_lock($1::bigint)' }, [
      partitionsLock,
    ]);
    for (const month of months) {
      const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
      const name = partitionOf(month);
      await transaction.rows({
        name: `make ${name}`,
        text: `create table if not exists ${name} partition of access_sheet
          for values from ('${month.toISOString()}') to ('${next.toISOString()}')`,
      });
      if (database.spread) continue;
      await transaction.rows({
        name: `keep ${name}`,
        text: `create or replace trigger log_is_whole before truncate on ${name} for each statement execute function log_is_kept()`,
      });
    }
  });
}

export function partitionOf(month: Date): string {
  return `access_sheet_${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
}

/**
 * Writes without end, a transaction of four at a time and each act logged, and says what was acknowledged: for tests that
 * kill it in the middle. Arguments: database URL, name of the run.
 */
import { openAccessLog } from '../src/store/access-log/access-log.ts';
import { openDatabase } from '../src/store/database.ts';
import { openRecord } from '../src/store/open-record.ts';

const [url = '', run = ''] = process.argv.slice(2);
const caller = { kind: 'system', id: 'killed', name: 'Killed' } as const;
const database = await openDatabase({ dataDir: '/', databaseUrl: url });
const record = openRecord(database, caller);
const log = await openAccessLog(database);

async function write(n: number): Promise<void> {
  const patient = `urn:uuid:${run}-${n}`;
  const written = await record.write([
    { action: 'create', fullUrl: patient, resource: { resourceType: 'Patient', identifier: [{ system: run, value: String(n) }] } },
    ...[1, 2, 3].map((part) => ({
      action: 'create' as const,
      fullUrl: `${patient}-${part}`,
      resource: { resourceType: 'Basic' as const, code: { text: String(part) }, subject: { reference: patient } },
    })),
  ]);
  const stored = written[0]?.stored;
  await log.append([
    { caller, act: 'write', permitted: true, what: 'POST', request: `${run}-${n}`, patients: [{ key: stored?.patientKey ?? 0, id: stored?.id, resources: 4 }] },
  ]);
  const single = await record.write([{ action: 'update', id: stored?.id ?? '', resource: { resourceType: 'Patient', id: stored?.id ?? '', active: true } }]);
  process.stdout.write(`${stored?.id} ${single[0]?.stored.version}\n`);
}

let next = 0;
await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (;;) {
      await write(next++);
    }
  }),
);

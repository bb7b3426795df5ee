/** What only a demo has: an invented region, filled in the first time, and its people to sign in as. */
import type { Config } from './config.ts';
import { demoCast } from './jobs/demo-cast.ts';
import type { Database } from './store/database.ts';
import { openRecord } from './store/open-record.ts';
import { foundation, castRecords } from '@vardkedjan/region/region.ts';

export { demoCast };

export interface Seeding {
  continue(): void;
  stop(): Promise<void>;
}

export async function seedDemo(database: Database, _config: Config): Promise<Seeding | undefined> {
  const record = openRecord(database, { kind: 'system', id: 'seed', name: 'Seed' });
  const options = { seed: 'vardkedjan', now: new Date() };
  if ((await record.read('Practitioner', 'sara-lindqvist')) !== undefined) return undefined;
  const base = foundation(options);
  for (let at = 0; at < base.length; at += 500) await record.write(base.slice(at, at + 500).map((resource) => ({ action: 'update', resource, ...(resource.id && { id: resource.id }) })));
  let n = 0;
  for (const resources of castRecords(options)) {
    await record.write([...new Map(resources.map((r) => [`${r.resourceType}/${r.id}`, r])).values()].map((resource) => ({ action: 'update', resource, ...(resource.id && { id: resource.id }) })));
    if (++n > 60) break;
  }
  return undefined;
}

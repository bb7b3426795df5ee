/** What only a demo has: an invented region, filled in the first time, and its people to sign in as. */
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import type { Config } from './config.ts';
import { demoCast } from './jobs/demo-cast.ts';
import { startDepartments } from './jobs/demo-departments.ts';
import { type Seeding, seedRegion } from './jobs/seed.ts';
import type { Database } from './store/database.ts';

export { demoCast, startDepartments };

export function seedDemo(database: Database, config: Config, reach: Reach): Promise<Seeding> {
  return seedRegion(database, {
    residents: config.seedResidents,
    place: { dataDir: config.dataDir, databaseUrl: config.databaseUrl },
    reach,
    say: (line) => process.stdout.write(`${line}\n`),
  });
}

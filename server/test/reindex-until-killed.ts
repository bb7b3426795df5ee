/**
 * Rewrites what is behind, a few resources at a time, and says so after each time: for tests that kill it in the middle.
 * Argument: database URL.
 */
import { openDatabase } from '../src/store/database.ts';
import { parameterRegistryOf } from '../src/store/reindex/parameter-registry.ts';
import { rewriteBatch } from '../src/store/reindex/rewrite-batch.ts';

const [url = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir: '/', databaseUrl: url });
const registry = parameterRegistryOf(database);
while ((await rewriteBatch(database, registry, 'Patient', 20)) === 'some') process.stdout.write('some\n');
await database.close();

/**
 * `npm run log:export -- --from 2026-11-01 --until 2026-12-01 --system <HSA-id> --to <folder>`: the log of the days from the first and before
 * the second, as StoreLog calls for a national log service or an archive; a thousand posts a file. The same again writes the same.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { instantBounds } from '@vardkedjan/care/time/instant-bounds.ts';
import { readConfig } from '../config.ts';
import type { Act } from '../store/access-log/act.ts';
import { organisationHsaIds } from '../store/access-log/review/circumstances.ts';
import { readable, sheetsWithin, type Span } from '../store/access-log/sheets-within.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { patientIdentities } from '../log-review/persons.ts';
import { type Catalogue, storeLogText, whyNoPost } from './store-log.ts';

const postsAFile = 1_000;

export interface Exported {
  posts: number;
  files: number;
  /** How many acts are in no file, by why. */
  left: Record<string, number>;
}

export async function exportLog(database: Database, span: Span, systemId: string, folder: string): Promise<Exported> {
  await mkdir(folder, { recursive: true });
  const client = await database.connect();
  const exported: Exported = { posts: 0, files: 0, left: {} };
  const leave = (why: string, count = 1): void => {
    exported.left[why] = (exported.left[why] ?? 0) + count;
  };
  let waiting: Act[] = [];
  const write = async (): Promise<void> => {
    const some = waiting.splice(0, postsAFile);
    const keys = [...new Set(some.flatMap(({ patients }) => patients.map(([key]) => key)))];
    const patients = await patientIdentities(database, keys);
    const name = `store-log-${span.from.slice(0, 10)}-${String(++exported.files).padStart(6, '0')}.xml`;
    await writeFile(path.join(folder, name), storeLogText(some, { ...catalogue, patients }));
    exported.posts += some.length;
  };
  const catalogue: Catalogue = { systemId, hsaIds: await organisationHsaIds(database), patients: new Map() };
  try {
    for await (const sheets of sheetsWithin(client, span)) {
      const { acts, unreadable } = await readable(client, sheets);
      if (unreadable > 0) leave('cannot be read', unreadable);
      for (const act of acts) {
        const why = whyNoPost(act, catalogue);
        if (why === undefined) waiting.push(act);
        else leave(why);
      }
      while (waiting.length >= postsAFile) await write();
    }
    if (waiting.length > 0) await write();
  } finally {
    waiting = [];
    await client.end().catch(() => undefined);
  }
  return exported;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      until: { type: 'string' },
      system: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const [from, until] = [values.from, values.until].map((day) => instantBounds(day ?? '')?.low);
  if (from === undefined || until === undefined || values.system === undefined || values.to === undefined)
    throw new StartFailure('Usage: npm run log:export -- --from <day> --until <day> --system <HSA-id> --to <folder>');
  const { dataDir, databaseUrl } = readConfig(process.env);
  const database = await openDatabase({ dataDir, databaseUrl });
  try {
    const folder = path.resolve(process.env['INIT_CWD'] ?? '.', values.to);
    const { posts, files, left } = await exportLog(database, { from, until }, values.system, folder);
    process.stdout.write(`${posts} posts in ${files} files.\n`);
    for (const [why, count] of Object.entries(left)) process.stdout.write(`${count} acts are in none: ${why}.\n`);
  } finally {
    await database.close();
  }
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof StartFailure ? error.message : inspect(error)}\n`);
    process.exitCode = 2;
  }
}

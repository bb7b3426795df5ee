/**
 * The access log kept by rule (HSLF-FS 2016:40, 4 kap. 9 §: five years at least): a month is archived to a file that proves itself, and only
 * what is archived, old enough and as it was archived is purged. Purging is an act of the log.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { openAccessLog } from '../store/access-log/access-log.ts';
import {
  actsOfMonth,
  archivedMonths,
  cutsBefore,
  cutsOf,
  cutsText,
  keepArchived,
  monthsThere,
  purgeAct,
  purgeMonths,
} from '../store/access-log/cuts.ts';
import { chainStart, hashOfSheet, linesOf } from '../store/access-log/sheet.ts';
import { namedIn, nameOf, type Standing, standingsOfMonth } from '../store/access-log/standing.ts';
import { sheetsWithin, type StoredSheet } from '../store/access-log/sheets-within.ts';
import type { Database } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';

const keeper: SystemCaller = { kind: 'system', id: 'log-archive', name: 'Loggens gallring' };

/** One line for each sheet, as it is hashed; after them one for each standing that they name. */
type Line = { chain: number; seq: number; told: string; hash: string };

export interface Found {
  acts: number;
  sha256: Buffer;
  /** By chain, the hash of its last row. */
  last: Map<number, string>;
  /** Why it does not prove itself. */
  fault?: string;
}

export function archiveName(month: string): string {
  return `access-log-${month.slice(0, 7)}.ndjson.gz`;
}

const nextMonth = (month: string): string => {
  const date = new Date(month);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString();
};

/** Writes a month that has ended, reads it back, and notes that it was archived. */
export async function archiveMonth(
  database: Database,
  month: string,
  folder: string,
  now = new Date(),
): Promise<Found> {
  if (nextMonth(month) > now.toISOString()) throw new StartFailure(`${month.slice(0, 7)} has not ended yet.`);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, archiveName(month));
  const client = await database.connect();
  try {
    const span = { from: new Date(month).toISOString(), until: nextMonth(month) };
    const text = textOf(sheetsWithin(client, span), () => standingsOfMonth(client, month));
    await pipeline(Readable.from(text), createGzip(), createWriteStream(file));
  } finally {
    await client.end().catch(() => undefined);
  }
  const found = await checkArchive(file);
  const acts = await actsOfMonth(database, month);
  if (found.fault !== undefined)
    throw new StartFailure(`${file} does not prove itself: ${found.fault}. Run npm run log:verify.`);
  if (found.acts !== acts) throw new StartFailure(`${file} has ${found.acts} acts, and the log ${acts}.`);
  await keepArchived(database, { month, acts, sha256: found.sha256 }, now.toISOString());
  return found;
}

async function* textOf(
  pages: AsyncGenerator<StoredSheet[]>,
  standings: () => Promise<readonly Standing[]>,
): AsyncGenerator<string> {
  for await (const page of pages)
    yield page
      .map(
        ({ chain, seq, told, hash }) =>
          `${JSON.stringify({ chain, seq, told, hash: hash.toString('hex') } satisfies Line)}\n`,
      )
      .join('');
  for (const { name, said } of await standings()) yield `${JSON.stringify({ name, said } satisfies Standing)}\n`;
}

/**
 * Whether each row of a chain follows from the one before it, and what it names is there. The first of a chain is held against what comes
 * before the file.
 */
export async function checkArchive(file: string, known: ReadonlyMap<number, string> = new Map()): Promise<Found> {
  const digest = createHash('sha256');
  const source = createReadStream(file);
  source.on('data', (chunk) => digest.update(chunk));
  const last = new Map<number, { seq: number; hash: string }>();
  const named = new Set<string>();
  let [acts, fault]: [number, string | undefined] = [0, undefined];
  for await (const text of createInterface({ input: source.pipe(createGunzip()), crlfDelay: Infinity })) {
    const line = JSON.parse(text) as Line | Standing;
    if ('said' in line) {
      if (line.name !== nameOf(line.said)) fault ??= `what ${line.name} stands for was changed`;
      named.delete(line.name);
      continue;
    }
    const { chain, seq, told, hash } = line;
    for (const one of linesOf(told)) {
      const name = namedIn(one);
      if (name !== undefined) named.add(name);
    }
    const there = linesOf(told).length;
    const before = seq - there;
    const earlier =
      last.get(chain)?.hash ?? known.get(chain) ?? (before === 0 ? chainStart.toString('hex') : undefined);
    const follows = earlier === undefined || hashOfSheet(Buffer.from(earlier, 'hex'), told).toString('hex') === hash;
    if (!follows || (last.get(chain)?.seq ?? before) !== before)
      fault ??= `row ${seq} of chain ${chain} does not follow from the one before`;
    last.set(chain, { seq, hash });
    acts += there;
  }
  for (const name of named) fault ??= `what ${name} stands for is missing`;
  const hashes = new Map([...last].map(([chain, { hash }]) => [chain, hash]));
  return { acts, sha256: digest.digest(), last: hashes, ...(fault !== undefined && { fault }) };
}

export interface Purged {
  months: string[];
  acts: number;
}

/** Purges the months that ended before `until`, all that there are: refused as a whole unless the rule lets each of them go. */
export async function purgeBefore(
  database: Database,
  until: string,
  { folder, years, now = new Date() }: { folder: string; years: number; now?: Date },
): Promise<Purged> {
  const oldest = new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), 1)).toISOString();
  if (until > oldest)
    throw new StartFailure(`The log is kept ${years} years: what is newer than ${oldest.slice(0, 10)} stays.`);
  const months = (await monthsThere(database)).filter((month) => nextMonth(month) <= until);
  if (months.length === 0) return { months, acts: 0 };
  const archived = await archivedMonths(database);
  let acts = 0;
  // Each file goes on from the one before, and the first from where the chains were cut last.
  const before = new Map((await cutsOf(database)).map(({ chain, hash }) => [chain, hash.toString('hex')]));
  for (const month of months) {
    const known = archived.filter((one) => one.month === month).at(-1);
    if (known === undefined) throw new StartFailure(`${month.slice(0, 7)} is not archived.`);
    const found = await checkArchive(path.join(folder, archiveName(month)), before);
    if (found.fault !== undefined || !found.sha256.equals(known.sha256))
      throw new StartFailure(
        `${archiveName(month)} is not what was archived${found.fault === undefined ? '' : `: ${found.fault}`}.`,
      );
    const there = await actsOfMonth(database, month);
    if (there !== known.acts)
      throw new StartFailure(`${month.slice(0, 7)} has ${there} acts; ${known.acts} are archived.`);
    acts += there;
    for (const [chain, hash] of found.last) before.set(chain, hash);
  }
  const cuts = await cutsBefore(database, nextMonth(months.at(-1) ?? ''));
  const log = await openAccessLog(database);
  const what = `PURGE ${months[0]?.slice(0, 7)}–${months.at(-1)?.slice(0, 7)}`;
  await log.append([
    { caller: keeper, act: purgeAct, permitted: true, what, request: what, reason: cutsText(cuts), patients: [] },
  ]);
  await log.close();
  await database.transaction((transaction) => purgeMonths(transaction, months, cuts, now.toISOString()));
  return { months, acts };
}

/**
 * A release of drug knowledge from its folder: release.json says what it is, tables beside it say what is known (docs/how-to/load-drug-knowledge.md).
 * A release is read whole or not at all: everything that is wrong is told, by file and line.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { factKinds } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import type { ReleasedKnowledge } from '@vardkedjan/care/clinical/drug-safety/knowledge-release.ts';
import { StartFailure } from '../../store/start-failure.ts';
import { delimitedLines } from '../terminology/lines.ts';
import { FactRow, isDay } from './fact-row.ts';
import { emptyDraft, knowledgeTables, substancesTable } from './tables.ts';

const mostTold = 50;

/** `today`: a Swedish day. Fails with StartFailure. */
export async function readRelease(folder: string, today: string): Promise<ReleasedKnowledge> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
  if (!names.includes('release.json')) throw new StartFailure(`${folder} has no release.json.`);
  const faults: string[] = names
    .filter((name) => name !== 'release.json' && name !== substancesTable.file && knowledgeTables[name] === undefined)
    .map((name) => `${name}: no table of drug knowledge has this name.`);
  const about = aboutOf(await readFile(path.join(folder, 'release.json'), 'utf8'), today, faults);
  const substances = names.includes(substancesTable.file) ? await substancesIn(folder, faults) : new Map();
  const facts = emptyDraft();
  for (const name of names) {
    const table = knowledgeTables[name];
    if (table === undefined) continue;
    const { needed, known = [], add } = table;
    for await (const row of rowsOf(path.join(folder, name), { needed, known, substances, faults })) add(row, facts);
  }
  if (names.length === 1) faults.push('There is no table beside release.json.');
  if (faults.length > 0) {
    const more = faults.length > mostTold ? [`… and ${faults.length - mostTold} more.`] : [];
    throw new StartFailure(['Nothing was loaded.', ...faults.slice(0, mostTold), ...more].join('\n'));
  }
  return { ...about, facts };
}

async function substancesIn(folder: string, faults: string[]): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const options = { needed: substancesTable.needed, known: [], substances: new Map(), faults };
  for await (const row of rowsOf(path.join(folder, substancesTable.file), options)) {
    const code = row.text('code');
    if (found.has(code)) row.fault(`code: "${code}" stands twice.`);
    found.set(code, row.codes('atc'));
  }
  return found;
}

interface RowOptions {
  needed: readonly string[];
  known: readonly string[];
  substances: ReadonlyMap<string, readonly string[]>;
  faults: string[];
}

async function* rowsOf(file: string, { needed, known, substances, faults }: RowOptions): AsyncGenerator<FactRow> {
  let columns: string[] | undefined;
  for await (const { fields, line } of delimitedLines(file)) {
    if (columns === undefined) {
      columns = fields.map((field) => field.trim().toLowerCase());
      const missing = needed.filter((column) => columns?.includes(column) !== true);
      const other = columns.filter((column) => !needed.includes(column) && !known.includes(column));
      const twice = columns.filter((column, at) => columns?.indexOf(column) !== at);
      for (const column of missing) faults.push(`${path.basename(file)}, line ${line}: there is no column ${column}.`);
      for (const column of other)
        faults.push(`${path.basename(file)}, line ${line}: the column "${column}" is not known.`);
      for (const column of twice)
        faults.push(`${path.basename(file)}, line ${line}: the column "${column}" stands twice.`);
      if (missing.length + other.length + twice.length > 0) return;
      continue;
    }
    const values = new Map(columns.map((column, at) => [column, fields[at] ?? '']));
    const row = new FactRow(values, { file, line, faults, substances });
    if (fields.length === columns.length) yield row;
    else row.fault(`there are ${fields.length} fields, and ${columns.length} columns.`);
  }
  if (columns === undefined) faults.push(`${path.basename(file)}: the file is empty.`);
}

const texts = ['url', 'name', 'version', 'publisher', 'licence', 'validFrom', 'validUntil'] as const;
type About = Omit<ReleasedKnowledge, 'facts'>;

function aboutOf(json: string, today: string, faults: string[]): About {
  const fault = (what: string) => faults.push(`release.json: ${what}`);
  const given = objectIn(json);
  if (given === undefined) {
    fault('this is no JSON object.');
    return { release: { url: '', name: '', version: '' }, insteadOfShipped: [] };
  }
  const said: Partial<Record<(typeof texts)[number], string>> = {};
  for (const name of texts) {
    const value = given[name];
    if (typeof value === 'string' && value.trim() !== '') said[name] = value;
    else if (value !== undefined) fault(`${name} is no text.`);
  }
  for (const name of Object.keys(given))
    if (name !== 'insteadOfShipped' && !texts.some((each) => each === name)) fault(`${name} is not known.`);
  for (const name of ['url', 'name', 'version'] as const) if (given[name] === undefined) fault(`${name} is missing.`);
  if (said.url !== undefined && !/^(https?:\/\/|urn:)[^\s|]+$/.test(said.url)) fault('url is no URL.');
  if (said.version?.includes('|')) fault('version has a "|" in it.');
  for (const name of ['validFrom', 'validUntil'] as const)
    if (said[name] !== undefined && !isDay(said[name])) fault(`${name} is no day written yyyy-mm-dd.`);
  if (said.validFrom !== undefined && said.validFrom > today)
    fault(`the release is valid from ${said.validFrom}: load it then, the one before counts until then.`);
  if (said.validUntil !== undefined && said.validUntil < today)
    fault(`the release was valid until ${said.validUntil}: ask the publisher for the next one.`);
  const { url = '', name = '', version = '', publisher, licence, validFrom, validUntil } = said;
  return {
    release: {
      url,
      name,
      version,
      ...(validFrom !== undefined && { validFrom }),
      ...(validUntil !== undefined && { validUntil }),
    },
    ...(publisher !== undefined && { publisher }),
    ...(licence !== undefined && { licence }),
    insteadOfShipped: kindsIn(given['insteadOfShipped'], fault),
  };
}

function kindsIn(value: unknown, fault: (what: string) => void): About['insteadOfShipped'] {
  if (value === undefined) return [];
  const kinds = factKinds.filter((kind) => Array.isArray(value) && value.includes(kind));
  if (!Array.isArray(value) || kinds.length !== value.length)
    fault(`insteadOfShipped is a list of some of: ${factKinds.join(', ')}.`);
  return kinds;
}

function objectIn(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

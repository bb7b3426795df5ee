/**
 * `npm run terminology -- <format> [--version …] [--valid-from …] [--valid-until …] [--language …] <files or folders>`: loads a code system
 * from its publisher's files, also while the server runs (docs/how-to/load-a-terminology.md). The same version again takes the
 * place of the one before; other versions stay beside it.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { loadSystem } from '../store/terminology/load/load-system.ts';
import { formats } from './terminology/formats.ts';

const progressMs = 5_000;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      version: { type: 'string' },
      'valid-from': { type: 'string' },
      'valid-until': { type: 'string' },
      language: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [name = '', ...places] = positionals;
  const format = formats[name];
  if (format === undefined || places.length === 0) {
    throw new StartFailure(
      `Usage: npm run terminology -- <${Object.keys(formats).join(' | ')}> [--version …] [--valid-from yyyy-mm-dd] [--valid-until yyyy-mm-dd] [--language …] <files or folders>`,
    );
  }
  const files = await filesOf(places.map((place) => path.resolve(process.env['INIT_CWD'] ?? '.', place)));
  const system = format.system(files, {
    version: values.version,
    validFrom: dayOf(values['valid-from']),
    validUntil: dayOf(values['valid-until']),
    language: values.language,
  });
  const config = readConfig(process.env);
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl });
  try {
    say(`Loading ${system.title}, version ${system.version}.`);
    const began = performance.now();
    let rows = (): number => 0;
    const progress = setInterval(() => say(`${rows()} rows`), progressMs);
    try {
      const loaded = await loadSystem(database, system, async (staging) => {
        rows = () => staging.rows;
        await format.fill(files, staging);
      });
      const seconds = (performance.now() - began) / 1000;
      process.stdout.write(
        `${loaded.concepts} codes with ${loaded.terms} names in ${seconds.toFixed(1)} s (${Math.round(loaded.rows / seconds)} rows a second).\n`,
      );
    } finally {
      clearInterval(progress);
    }
  } finally {
    await database.close();
  }
}

function dayOf(text: string | undefined): string | undefined {
  if (text !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))))
    throw new StartFailure('A day is written yyyy-mm-dd.');
  return text;
}

/** Folders stand for the text and CSV files within them. */
async function filesOf(places: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    const about = await stat(place).catch(() => undefined);
    if (about === undefined) throw new StartFailure(`There is no ${place}.`);
    if (!about.isDirectory()) found.push(place);
    else
      found.push(
        ...(await filesOf(
          (
            await readdir(place)
          )
            .filter((name) => /\.(txt|csv|tsv)$/i.test(name))
            .sort()
            .map((name) => path.join(place, name)),
        )),
      );
  }
  return found;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  say(error instanceof StartFailure ? error.message : inspect(error));
  process.exitCode = 2;
}

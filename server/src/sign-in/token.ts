/**
 * `npm run -s token -- --as <person> [--assignment <id>]` and `-- --client <name>`: prints an access token of the demo that
 * runs on this machine, and nothing else. One clear sentence and a non-zero exit when it cannot.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { StartFailure } from '../store/start-failure.ts';

async function main(): Promise<string> {
  const { values } = parseArgs({
    options: { as: { type: 'string' }, client: { type: 'string' }, assignment: { type: 'string' } },
  });
  if ((values.as === undefined) === (values.client === undefined)) {
    throw new StartFailure(
      'Say whose token: --as <person> (as in --as sara), or --client <name> (as in --client bench).',
    );
  }
  const config = readConfig(process.env);
  if (config.mode === 'production')
    throw new StartFailure('Tokens are made at the terminal in a demo only; in production ask the token endpoint.');
  const response = await ask(`${runningServer(config.dataDir)}/sign-in/token`, values);
  const text = await response.text();
  if (!response.ok) throw new StartFailure(sentenceOf(text));
  return text;
}

async function ask(address: string, wanted: object): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Vardkedjan': '1' },
      body: JSON.stringify(wanted),
    });
  } catch (cause) {
    throw new StartFailure(notRunning, { cause });
  }
}

const notRunning = 'The server is not running with this data folder: start it with npm start.';

function runningServer(dataDir: string): string {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { local: string }).local;
  } catch (cause) {
    throw new StartFailure(notRunning, { cause });
  }
}

function sentenceOf(text: string): string {
  try {
    const outcome = JSON.parse(text) as { issue?: { diagnostics?: string }[] };
    return outcome.issue?.[0]?.diagnostics ?? text;
  } catch {
    return text;
  }
}

try {
  process.stdout.write(`${await main()}\n`);
} catch (error) {
  const known = error instanceof StartFailure || (error instanceof TypeError && 'code' in error);
  if (!known) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

/**
 * Writes the region as NDJSON to standard output: `node region/src/main.ts --residents 1000 [--seed s] [--now iso] [--from n]
 * [--years n] [--no-foundation] [--no-cast]`. Foundation first, then the cast, then residents.
 */
import { parseArgs } from 'node:util';
import type { Resource } from '@medplum/fhirtypes';
import { defaultSeed } from './cast.ts';
import { castRecords, foundation, residents } from './region.ts';

const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '1000' },
    seed: { type: 'string', default: defaultSeed },
    now: { type: 'string' },
    from: { type: 'string', default: '0' },
    years: { type: 'string' },
    foundation: { type: 'boolean', default: true },
    cast: { type: 'boolean', default: true },
    count: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

function wholeNumber(name: string, text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0) {
    process.stderr.write(`--${name} must be a whole number, not ${text}\n`);
    process.exit(2);
  }
  return n;
}

const from = wholeNumber('from', values.from);
const to = from + wholeNumber('residents', values.residents);
const now = values.now ? new Date(values.now) : new Date();
if (Number.isNaN(now.getTime())) {
  process.stderr.write(`--now must be a time such as 2026-11-23T08:00:00Z, not ${values.now}\n`);
  process.exit(2);
}
const options = { seed: values.seed, now, ...(values.years && { years: wholeNumber('years', values.years) }) };

let resources = 0;
let bytes = 0;

async function write(batch: Iterable<Resource>): Promise<void> {
  let text = '';
  for (const resource of batch) {
    text += `${JSON.stringify(resource)}\n`;
    resources++;
  }
  bytes += text.length;
  if (!values.count && !process.stdout.write(text))
    await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
}

// A reader that has seen enough (head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const started = performance.now();
if (values.foundation) await write(foundation(options));
if (values.cast) for (const record of castRecords(options)) await write(record);
for (const record of residents({ ...options, from, to })) await write(record);
const seconds = (performance.now() - started) / 1000;
const memory = Math.round(process.memoryUsage.rss() / 1_048_576);
process.stderr.write(
  `${resources} resources, ${Math.round(bytes / 1_000_000)} MB, ${Math.round(resources / seconds)} per second, ${memory} MB of memory\n`,
);

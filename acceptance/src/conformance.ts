/**
 * `npm run conformance [-- --data <folder>]`: runs what nobody here wrote against the built server. Today: HL7's R4 examples,
 * each validated, stored and read back equal. Writes docs/generated/conformance.md and exits 1 when anything fails that
 * acceptance/conformance-known.json does not explain, or when something explained passes after all.
 */
import { existsSync, mkdtempSync, chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import { numberText, parseJson } from '@vardkedjan/fhir/json.ts';
import { type RunningServer, startServer } from './running-server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { data: { type: 'string', default: join(root, '../shared/data') } } });

interface Example {
  name: string;
  text: string;
  resource: Resource & { id: string };
}

/** What became of one example: `passed`, or why not. */
type Verdict = { name: string; passed: true } | { name: string; passed: false; why: string; mayWait: boolean };

/** The suite holds a part of HL7's examples, and some refer to what is not in it; the store keeps no dangling reference. */
const dangling = (verdict: Verdict): boolean =>
  !verdict.passed && /leads to \S+, which does not exist/.test(verdict.why);

function examples(folder: string): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'package.json')
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { name: file.replace(/\.json$/, ''), text, resource: parseJson(text) as Example['resource'] };
    });
}

class Suite {
  readonly #base: string;
  readonly #headers: Record<string, string>;

  constructor(server: RunningServer) {
    this.#base = `${server.base}/fhir`;
    this.#headers = {
      authorization: `Bearer ${server.token('--client', 'bench')}`,
      'content-type': 'application/fhir+json',
    };
  }

  async storeAndReadBack({ name, text, resource }: Example): Promise<Verdict> {
    const url = `${this.#base}/${resource.resourceType}/${resource.id}`;
    const put = await fetch(url, { method: 'PUT', headers: this.#headers, body: text });
    if (!put.ok) {
      const issue = ((await put.json()) as OperationOutcome).issue[0];
      const why = `${issue?.expression?.join(', ') ?? ''} ${issue?.diagnostics ?? issue?.details?.text ?? ''}`.trim();
      return { name, passed: false, why: `refused with ${put.status}: ${why}`, mayWait: put.status === 422 };
    }
    const read = await fetch(url, { headers: this.#headers });
    const back = parseJson(await read.text()) as Record<string, unknown>;
    return isSame(content(back), content({ ...resource }))
      ? { name, passed: true }
      : { name, passed: false, why: 'read back with other content', mayWait: false };
  }

  /** Those that refer to each other are stored when what they refer to is there: again until nothing more comes in. */
  async run(all: Example[]): Promise<Verdict[]> {
    const done: Verdict[] = [];
    let waiting = all;
    for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
      before = waiting.length;
      const again: Example[] = [];
      for (const example of waiting) {
        const verdict = await this.storeAndReadBack(example);
        if (verdict.passed || !verdict.mayWait) done.push(verdict);
        else again.push(example);
      }
      waiting = again;
    }
    for (const example of waiting) done.push(await this.storeAndReadBack(example));
    return done.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** The resource without what the server sets: version and time. */
function content(resource: Record<string, unknown>): Record<string, unknown> {
  const { meta, ...rest } = resource as { meta?: Record<string, unknown> };
  const { versionId: _, lastUpdated: __, ...kept } = meta ?? {};
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}

/** The same content, numbers to the letter; the order of properties is free, that of array items is not. */
function isSame(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSameAt(a, b, key));
}

function isSameAt(a: object, b: object, key: string): boolean {
  const [one, other] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null) return isSame(one, other);
  return one === other && numberText(a, key) === numberText(b, key);
}

function page(verdicts: Verdict[], known: Record<string, string>): string {
  const failed = verdicts.filter((verdict) => !verdict.passed && !dangling(verdict));
  const open = verdicts.filter(dangling).length;
  const lines = failed.map(
    (verdict) =>
      `| ${verdict.name} | ${(verdict.passed ? '' : verdict.why).replaceAll('|', '\\|')} | ${known[verdict.name] ?? '**not explained**'} |`,
  );
  return `# Conformance

Written by \`npm run conformance\`; what it runs is published by others and not part of this repository.

| suite | cases | passed | refused: refers to what the suite does not hold | failed |
|---|---|---|---|---|
| HL7 R4 4.0.1 examples: validated, stored, read back equal | ${verdicts.length} | ${verdicts.length - failed.length - open} | ${open} | ${failed.length} |

## What fails, and why

| case | the server says | explanation |
|---|---|---|
${lines.join('\n')}
`;
}

const folder = join(values.data, 'r4-examples');
if (!existsSync(folder)) {
  console.error(`The suites are not at ${values.data}: say where with --data.`);
  process.exit(2);
}
const known = JSON.parse(readFileSync(join(root, 'acceptance/conformance-known.json'), 'utf8')) as Record<
  string,
  string
>;
const dataDir = mkdtempSync(join(tmpdir(), 'vardkedjan-conformance-'));
chmodSync(dataDir, 0o755);
const server = await startServer(dataDir, { SEED_RESIDENTS: '0' });
try {
  const verdicts = await new Suite(server).run(examples(folder));
  writeFileSync(join(root, 'docs/generated/conformance.md'), page(verdicts, known));
  const wrong = verdicts.filter((verdict) => !dangling(verdict) && verdict.passed === verdict.name in known);
  for (const verdict of wrong)
    console.log(`${verdict.name}: ${verdict.passed ? 'passes, though explained as failing' : verdict.why}`);
  const passed = verdicts.filter((verdict) => verdict.passed).length;
  const open = verdicts.filter(dangling).length;
  console.log(`${open} refused because they refer to what the suite does not hold; ${wrong.length} not as expected`);
  console.log(`${passed} passed, ${verdicts.length - passed - open} failed`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** HL7's own example resources of R4, each validated, stored, and read back equal in JSON and in XML. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameJson } from '../../../../fhir/test/same-json.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import type { RunningStore } from '../running-store.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { refusal } from './refusal.ts';

interface Example {
  name: string;
  text: string;
  resource: Record<string, unknown> & { resourceType: string; id: string };
}

export const r4Examples: Suite = {
  id: 'r4-examples',
  title: 'HL7 R4 4.0.1 examples: validated, stored, read back equal',
  path: 'r4-examples',
  source: 'hl7.fhir.r4.examples 4.0.1, CC0',
  quick: false,
  run: async (at, world) => storeAll(examplesIn(at), await world.store()),
};

function examplesIn(folder: string): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'package.json')
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { name: file.replace(/\.json$/, ''), text, resource: parseJson(text) as Example['resource'] };
    });
}

type Verdict = CaseResult & { mayWait?: boolean };

/** Those that refer to each other are stored when what they refer to is there: again until nothing more comes in. */
async function storeAll(all: Example[], store: RunningStore): Promise<CaseResult[]> {
  const done: Verdict[] = [];
  let waiting = all;
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
    before = waiting.length;
    const again: Example[] = [];
    for (const example of waiting) {
      const verdict = await storeAndReadBack(example, store);
      if (verdict.passed || verdict.mayWait !== true) done.push(verdict);
      else again.push(example);
    }
    waiting = again;
  }
  for (const example of waiting) done.push(await storeAndReadBack(example, store));
  return done.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function storeAndReadBack({ name, text, resource }: Example, store: RunningStore): Promise<Verdict> {
  const path = `/${resource.resourceType}/${resource.id}`;
  const failed = (why: string, mayWait = false): Verdict => ({
    suite: 'r4-examples',
    name,
    passed: false,
    why,
    mayWait,
  });
  const put = await store.ask('PUT', path, { body: text });
  if (put.status >= 300) return failed(refusal(put), put.status === 422);
  const read = parseJson((await store.ask('GET', path)).text) as object;
  return isSameJson(content(read), content(resource))
    ? { suite: 'r4-examples', name, passed: true }
    : failed('read back with other content');
}

/** The resource without what the server sets: version and time. */
function content(resource: object): object {
  const { meta, ...rest } = resource as { meta?: Record<string, unknown> };
  const { versionId: _, lastUpdated: __, ...kept } = meta ?? {};
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}

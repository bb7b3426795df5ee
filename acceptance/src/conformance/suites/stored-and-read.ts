/**
 * Resources of a suite stored by PUT, and read back equal in JSON and in XML; then put once more, in XML, which must be the same to
 * the store: no new version. What they refer to and the suite does not hold is stored first, as placeholders.
 */
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import { stringifyXml } from '@vardkedjan/fhir/xml/stringify-xml.ts';
import { careUnitExtension } from '@vardkedjan/server/store/write/body.ts';
import { isSameJson } from '../../../../fhir/test/same-json.ts';
import type { RunningStore } from '../running-store.ts';
import type { CaseResult } from '../suite.ts';
import { Placeholders } from './placeholders.ts';
import { refusal } from './refusal.ts';

export interface Example {
  name: string;
  text: string;
  resource: Record<string, unknown> & { resourceType: string; id: string };
}

/** `waits`: what it refers to is not there yet. */
interface Verdict {
  result: CaseResult;
  waits: boolean;
}

export async function storedAndRead(
  suite: string,
  all: readonly Example[],
  store: RunningStore,
): Promise<CaseResult[]> {
  const placeholders = new Placeholders(all, store);
  const done: CaseResult[] = [];
  let waiting = all;
  // Patients of the suite come in before the placeholders that belong to them: so in rounds, until nothing more comes in.
  for (let before = -1; before < done.length + placeholders.stored; ) {
    before = done.length + placeholders.stored;
    waiting = await storeWhatCanBe(suite, waiting, store, done);
    for (const { resource } of waiting) await placeholders.standInFor(resource, done);
  }
  for (const example of waiting) done.push((await storeAndRead(suite, example, store)).result);
  return done.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those that refer to each other are stored when what they refer to is there: again until nothing more comes in. Gives the rest. */
async function storeWhatCanBe(
  suite: string,
  all: readonly Example[],
  store: RunningStore,
  done: CaseResult[],
): Promise<readonly Example[]> {
  let waiting = all;
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
    before = waiting.length;
    const again: Example[] = [];
    for (const example of waiting) {
      const { result, waits } = await storeAndRead(suite, example, store);
      if (waits) again.push(example);
      else done.push(result);
    }
    waiting = again;
  }
  return waiting;
}

async function storeAndRead(suite: string, example: Example, store: RunningStore): Promise<Verdict> {
  const { name, text, resource } = example;
  const path = `/${resource.resourceType}/${resource.id}`;
  const put = await store.ask('PUT', path, { body: text });
  if (put.status >= 300) {
    const why = refusal(put);
    return { result: { suite, name, passed: false, why }, waits: /which does not exist|holds a Patient/.test(why) };
  }
  const why = await difference(path, resource, store);
  return { result: { suite, name, passed: why === undefined, ...(why !== undefined && { why }) }, waits: false };
}

/** What is not equal, or undefined. */
async function difference(
  path: string,
  resource: Example['resource'],
  store: RunningStore,
): Promise<string | undefined> {
  const inJson = await store.ask('GET', path);
  if (!isSameJson(content(parseJson(inJson.text) as object), content(resource))) return 'read back with other content';
  const inXml = await store.ask('GET', path, { headers: { accept: 'application/fhir+xml' } });
  if (inXml.status !== 200) return `read in XML: ${inXml.status}`;
  if (!isSameJson(content(parseXml(inXml.text)), content(resource))) return 'read back in XML with other content';
  const headers = { 'content-type': 'application/fhir+xml' };
  const again = await store.ask('PUT', path, { body: stringifyXml(resource), headers });
  if (again.status !== 200) return `put in XML: ${refusal(again)}`;
  return again.headers.get('etag') === inJson.headers.get('etag') ? undefined : 'another version when put in XML';
}

/** The resource without what the server sets: version, time, and the care unit that follows from an encounter. */
function content(resource: object): object {
  const { meta, ...rest } = resource as { meta?: Record<string, unknown> };
  const { versionId: _, lastUpdated: __, extension, ...kept } = meta ?? {};
  const others = ((extension ?? []) as { url: string }[]).filter(({ url }) => url !== careUnitExtension);
  if (others.length > 0) kept['extension'] = others;
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}

/** What there is of a note already, and what is to be written of it as changes to the store. */
import type { Resource } from '@medplum/fhirtypes';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change } from '../../store/record.ts';

const mostEntries = 1000;

/** Those that the caller sees. */
export async function storedEntries<T extends Resource>(
  asked: Asked,
  type: T['resourceType'],
  [name, value]: [string, string],
): Promise<T[]> {
  const criteria: [string, string][] = [
    [name, value],
    ['_count', String(mostEntries)],
  ];
  const { matches } = await asked.record.search(
    parseSearch(type, criteria, { lenient: false, base: asked.base, zone: stockholmZone }),
  );
  return matches.map(({ body }) => parseJson(body) as T);
}

/** The version that was seen: one that has been changed meanwhile is read again with the note. `fullUrl`: what others call a new one. */
export function changeOf(resource: Resource, fullUrl?: string): Change {
  requireValidResource(resource);
  const { id, meta } = resource;
  return id === undefined
    ? { action: 'create', resource, ...(fullUrl === undefined ? {} : { fullUrl }) }
    : { action: 'update', resource, id, ifMatch: Number(meta?.versionId) };
}

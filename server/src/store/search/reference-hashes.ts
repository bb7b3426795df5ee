/**
 * The hashes by which postings know a reference, from whichever element it comes: what refers to a resource is found by them.
 * A reference that no search parameter is about has a posting too, as a mention.
 */
import type { Resource } from '@medplum/fhirtypes';
import { indexSourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import { eachReference, localReference } from '../references.ts';
import { bigintOf, halves, hashText, type Seed } from './hash.ts';
import { postingSeed } from './index-names.ts';
import type { IndexOwner } from './index-rows.ts';
import { isReferencePosted } from './posted.ts';
import type { Postings } from './postings.ts';

let seeds: Seed[] | undefined;

/** Of a reference `Type/id`: one for each element that a search parameter is about, and that of a mention. */
export function referenceHashes(reference: string): string[] {
  seeds ??= allSeeds();
  return seeds.map((seed) => {
    hashText(reference, seed);
    return bigintOf(halves);
  });
}

function allSeeds(): Seed[] {
  const paths = new Set<string>();
  for (const type of resourceTypes) {
    for (const { kind, path } of indexSourcesOf(type)) if (kind === 'reference') paths.add(path);
  }
  return [...[...paths].map((path) => postingSeed.value('reference', path)), postingSeed.mention()];
}

/**
 * Posts what the resource refers to in other records and no search parameter has posted. `posted`: the references that one
 * has. The care unit in meta stands in a column.
 */
export function postMentions(
  resource: Resource,
  postings: Postings,
  posted: ReadonlySet<string>,
  { patientKey, patientId }: IndexOwner,
): void {
  const own = patientId === undefined ? '' : `Patient/${patientId}`;
  const visit = (value: object): void =>
    eachReference(value, ({ reference }) => {
      const local = posted.has(reference) ? undefined : localReference(reference);
      if (local === undefined) return;
      const name = `${local.type}/${local.id}`;
      if (name !== own && !posted.has(name) && isReferencePosted(name, patientKey))
        postings.add(name, postingSeed.mention(), true);
    });
  for (const [key, value] of Object.entries(resource) as [string, unknown][]) {
    if (key !== 'meta' && typeof value === 'object' && value !== null) visit(value);
  }
}

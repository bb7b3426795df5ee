/**
 * The hashes by which postings know a reference, from whichever element it comes: what refers to a resource is found by them.
 * A reference that no search parameter is about has a posting too, as a mention.
 */
import type { Resource } from '@medplum/fhirtypes';
import { indexSourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import { eachReference, localReference } from '../../references.ts';
import { halves, hashText, type Seed } from './hash.ts';
import { postingSeed } from './index-names.ts';
import type { IndexOwner } from './index-rows.ts';
import { isReferencePosted } from './posted.ts';
import type { Postings } from './postings.ts';

/** Of elements that may lead anywhere; and of others, by the type that they may lead to. */
interface Seeds {
  anywhere: Seed[];
  to: Map<string, Seed[]>;
}

let seeds: Seeds | undefined;

/**
 * Of a reference `Type/id`: one for each element that a search parameter is about and that may lead to the type (validation
 * lets nothing else stand there), and that of a mention.
 */
export function eachReferenceHash(reference: string, each: (high: number, low: number) => void): void {
  seeds ??= readSeeds();
  const hash = (seed: Seed): void => {
    hashText(reference, seed);
    each(halves.high, halves.low);
  };
  seeds.anywhere.forEach(hash);
  seeds.to.get(reference.slice(0, reference.indexOf('/')))?.forEach(hash);
}

/** A canonical is no reference: it names a definition by its URL. */
function readSeeds(): Seeds {
  const anywhere = [postingSeed.mention()];
  const to = new Map<string, Seed[]>();
  for (const path of referencePaths()) {
    const ends = typesAt(path).filter(({ type }) => type === 'Reference');
    if (ends.length === 0) continue;
    const seed = postingSeed.value('reference', path);
    if (ends.some(({ targets }) => targets === undefined)) {
      anywhere.push(seed);
      continue;
    }
    for (const target of new Set(ends.flatMap(({ targets = [] }) => targets))) {
      const those = to.get(target);
      if (those === undefined) to.set(target, [seed]);
      else those.push(seed);
    }
  }
  return { anywhere, to };
}

function referencePaths(): Set<string> {
  const paths = new Set<string>();
  for (const type of resourceTypes) {
    for (const { kind, path } of indexSourcesOf(type)) if (kind === 'reference') paths.add(path);
  }
  return paths;
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

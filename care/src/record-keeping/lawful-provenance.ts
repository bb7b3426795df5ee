/**
 * What staff may say of who made or signed an entry (http://hl7.org/fhir/R4/provenance.html): that they did it themselves, once and for all. PDL (2008:355)
 * 3 kap. 6 §: the record says who made an entry, and when.
 */
import type { Provenance, Resource } from '@medplum/fhirtypes';
import { isAnother } from './in-own-name.ts';
import { canonicalJson } from './note-items.ts';

/** Why it may not be written so, as a sentence; undefined: it may. `practitioner`: `Practitioner/x`. */
export function provenanceFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
): string | undefined {
  if (before !== undefined)
    return after !== undefined && contentOf(before) === contentOf(after)
      ? undefined
      : 'Who has made an entry is not said otherwise afterwards.';
  const { agent = [], signature = [] } = (after ?? {}) as Partial<Provenance>;
  const named = [
    ...agent.flatMap(({ who, onBehalfOf }) => [who, onBehalfOf]),
    ...signature.flatMap(({ who, onBehalfOf }) => [who, onBehalfOf]),
  ];
  return named.some((one) => isAnother(one, practitioner, after))
    ? 'Who has made or signed an entry says so in their own name.'
    : undefined;
}

function contentOf({ meta: _meta, id: _id, ...content }: Resource): string {
  return canonicalJson(content);
}

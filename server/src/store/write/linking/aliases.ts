/**
 * What the entries of a Bundle call each other, and what that is here (https://hl7.org/fhir/R4/bundle.html#references): a fullUrl,
 * a relative reference within an entry whose fullUrl says where that is, each also with a version. A version that a reference
 * names is the one that this unit of work makes.
 */
import type { LinkedWork } from './linked-work.ts';

/** https://hl7.org/fhir/R4/references.html: a server's base, and what stands below it. */
const restful = /^(https?:\/\/.+)\/([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/;
const versioned = /^(.+)\/_history\/[A-Za-z0-9\-.]{1,64}$/;

const asVersion = 'http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific';

export class Aliases {
  readonly #works = new Map<string, LinkedWork>();

  add(fullUrl: string, work: LinkedWork): void {
    this.#works.set(fullUrl, work);
  }

  /** The entry that a link within another (whose fullUrl is `from`) leads to. */
  find(link: string, from: string | undefined): LinkedWork | undefined {
    const direct = this.#works.get(link);
    const base = direct === undefined && from !== undefined ? restful.exec(from)?.[1] : undefined;
    return base === undefined ? direct : this.#works.get(`${base}/${link}`);
  }

  /** The same of a reference, which may name a version. */
  target(reference: string, from: string | undefined): { work: LinkedWork; version: boolean } | undefined {
    const plain = this.find(reference, from);
    if (plain !== undefined) return { work: plain, version: false };
    const unversioned = versioned.exec(reference)?.[1];
    const work = unversioned === undefined ? undefined : this.find(unversioned, from);
    return work && { work, version: true };
  }
}

/** http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific: the version that comes of this unit of work is meant. */
export function wantsVersion(element: object): boolean {
  const { extension } = element as { extension?: { url?: string; valueBoolean?: boolean }[] };
  return (
    Array.isArray(extension) && extension.some(({ url, valueBoolean }) => url === asVersion && valueBoolean === true)
  );
}

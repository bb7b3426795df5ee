/**
 * References that name a resource of this server by its whole address become relative: they are the same
 * (http://hl7.org/fhir/R4/search.html#reference), and so they are held, followed and found as the others are. What the entries of
 * a Bundle are called among themselves (fullUrl) stays, and so does a Bundle that is stored as it is, with its own addresses.
 */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { eachReference, localReference } from '../store/references.ts';

/** Changes the body that is given. */
export function relateOwnReferences(body: unknown, base: string): void {
  if (typeof body !== 'object' || body === null) return;
  const { resourceType, type, entry } = body as Partial<Bundle>;
  if (resourceType !== 'Bundle') return relate(body, base, new Set());
  if ((type !== 'transaction' && type !== 'batch') || !Array.isArray(entry)) return;
  // In a transaction the entries' names go before. A batch has no such names, but a reference by one is told of as what it is.
  const isNamed = (one: BundleEntry): boolean => type === 'transaction' || one?.request?.method === 'POST';
  const called = new Set(entry.filter(isNamed).flatMap((one) => one?.fullUrl ?? []));
  for (const one of entry)
    if (one?.resource !== undefined && one.resource?.resourceType !== 'Bundle') relate(one.resource, base, called);
}

function relate(value: object, base: string, called: ReadonlySet<string>): void {
  eachReference(value, (element) => {
    const { reference } = element;
    if (!reference.startsWith(`${base}/`) || called.has(reference.replace(/\/_history\/.*$/, ''))) return;
    const relative = reference.slice(base.length + 1);
    if (localReference(relative) !== undefined) element.reference = relative;
  });
}

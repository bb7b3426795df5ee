/**
 * Versions as entity tags (http://hl7.org/fhir/R4/http.html#concurrency, RFC 9110, section 8.8.3): `W/"3"` is version 3. A
 * strong tag with the same number is accepted too, since many clients send it.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export function entityTag(version: number): string {
  return `W/"${version}"`;
}

const tag = /^(?:W\/)?"(\d{1,10})"$/;

/** The version that If-Match asks for. Fails with `invalid` when it is no version of ours; `*` says nothing about a version. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = tag.exec(header.trim())?.[1];
  if (version === undefined) throw new Failure('invalid', 'If-Match must be one version, as in W/"3"');
  return Number(version);
}

/** The versions that If-None-Match names, or `*`. Tags that are not ours match nothing. */
export function readIfNoneMatch(header: string | undefined): '*' | number[] | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  return header.split(',').flatMap((part) => {
    const version = tag.exec(part.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

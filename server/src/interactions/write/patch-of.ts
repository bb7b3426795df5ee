/**
 * What a patch request does to a resource (http://hl7.org/fhir/R4/http.html#patch): JSON Patch or FHIRPath Patch, told apart by
 * the media type; in a Bundle by the resource that carries it: a Binary with that media type, or Parameters.
 */
import type { Binary, Resource } from '@medplum/fhirtypes';
import { cloneJson, parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { applyFhirPathPatch } from '@vardkedjan/fhir/patch/fhirpath-patch.ts';
import { applyJsonPatch } from '@vardkedjan/fhir/patch/json-patch.ts';
import type { Asked } from '../../http/asked.ts';

export type Patch = (current: Resource) => Resource;

export const jsonPatchType = 'application/json-patch+json';

/** Media types of patches that are taken, for the CapabilityStatement. */
export const patchFormats: readonly string[] = [jsonPatchType, 'application/fhir+json'];

const known = new WeakMap<Asked, Patch>();

/** Fails with `invalid` for what is no patch, with 415 for one in another form. */
export function patchOf(asked: Asked): Patch {
  let patch = known.get(asked);
  if (patch === undefined) {
    patch = asked.parts.mediaType === undefined ? patchInBundle(asked.body) : patchSent(asked.parts.mediaType, asked);
    known.set(asked, patch);
  }
  return patch;
}

function patchSent(mediaType: string, asked: Asked): Patch {
  if (mediaType === jsonPatchType) return byJsonPatch(asked.body);
  if (isParameters(asked.body)) return byFhirPathPatch(asked.body);
  throw unsupported();
}

function patchInBundle(body: unknown): Patch {
  if (isParameters(body)) return byFhirPathPatch(body);
  const { resourceType, contentType, data } = (body ?? {}) as Partial<Binary>;
  if (resourceType !== 'Binary') throw new Failure('invalid', 'A patch in a Bundle is a Binary or Parameters');
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== jsonPatchType) throw unsupported();
  return byJsonPatch(parseJson(Buffer.from(data ?? '', 'base64').toString('utf8')));
}

const byJsonPatch =
  (patch: unknown): Patch =>
  (current) =>
    applyJsonPatch(cloneJson(current), patch);
const byFhirPathPatch =
  (patch: unknown): Patch =>
  (current) =>
    applyFhirPathPatch(cloneJson(current), patch);

function isParameters(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Parameters';
}

function unsupported(): Failure {
  return new Failure(
    'not-supported',
    `A patch is sent as ${jsonPatchType}, or as a Parameters resource with FHIRPath Patch operations`,
    { status: 415 },
  );
}

/**
 * What a patch request does to a resource (http://hl7.org/fhir/R4/http.html#patch): JSON Patch, XML Patch or FHIRPath Patch, told
 * apart by the media type; in a Bundle by the resource that carries it: a Binary with that media type, or Parameters.
 */
import type { Binary, Resource } from '@medplum/fhirtypes';
import { cloneJson, parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { applyFhirPathPatch } from '@vardkedjan/fhir/patch/fhirpath-patch.ts';
import { applyJsonPatch } from '@vardkedjan/fhir/patch/json-patch.ts';
import { applyXmlPatch } from '@vardkedjan/fhir/patch/xml-patch.ts';
import { readXml } from '@vardkedjan/fhir/xml/read-xml.ts';
import { resourceFromXml } from '@vardkedjan/fhir/xml/resource-from-xml.ts';
import { stringifyXml } from '@vardkedjan/fhir/xml/stringify-xml.ts';
import type { Asked } from '../../http/asked.ts';

export type Patch = (current: Resource) => Resource;

const jsonPatchType = 'application/json-patch+json';
const xmlPatchType = 'application/xml-patch+xml';

/** Media types of patches that are taken, for the CapabilityStatement. */
export const patchFormats: readonly string[] = [
  jsonPatchType,
  xmlPatchType,
  'application/fhir+json',
  'application/fhir+xml',
];

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
  if (mediaType === xmlPatchType) return byXmlPatch(textOf(asked.parts.body));
  if (isParameters(asked.body)) return byFhirPathPatch(asked.body);
  throw unsupported();
}

function patchInBundle(body: unknown): Patch {
  if (isParameters(body)) return byFhirPathPatch(body);
  const { resourceType, contentType, data } = (body ?? {}) as Partial<Binary>;
  if (resourceType !== 'Binary') throw new Failure('invalid', 'A patch in a Bundle is a Binary or Parameters');
  const text = Buffer.from(data ?? '', 'base64').toString('utf8');
  switch (contentType?.split(';')[0]?.trim().toLowerCase()) {
    case jsonPatchType:
      return byJsonPatch(parseJson(text));
    case xmlPatchType:
      return byXmlPatch(text);
  }
  throw unsupported();
}

const byJsonPatch =
  (patch: unknown): Patch =>
  (current) =>
    applyJsonPatch(cloneJson(current), patch);
const byFhirPathPatch =
  (patch: unknown): Patch =>
  (current) =>
    applyFhirPathPatch(cloneJson(current), patch);

function byXmlPatch(text: string): Patch {
  const patch = readXml(text);
  return (current) => {
    const patched = applyXmlPatch(readXml(stringifyXml(current)), patch);
    try {
      return resourceFromXml(patched) as unknown as Resource;
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      throw new Failure('invalid', 'What comes of the patch is no resource', { issues: failure.issues, status: 422 });
    }
  };
}

function textOf(body: Asked['parts']['body']): string {
  if (typeof body !== 'string' || body === '') throw new Failure('invalid', 'The request needs a body');
  return body;
}

function isParameters(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Parameters';
}

function unsupported(): Failure {
  return new Failure(
    'not-supported',
    `A patch is sent as ${jsonPatchType}, as ${xmlPatchType}, or as a Parameters resource with FHIRPath Patch operations`,
    { status: 415 },
  );
}

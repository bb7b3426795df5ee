/**
 * R4's own profiles and extensions, with what validation needs of them (fhir/generate/profiles-file.ts). Half a megabyte, so it is
 * read when first asked for.
 */
import type { StructureDefinition } from '@medplum/fhirtypes';
import { parseCanonical } from '../canonical.ts';

let table: Promise<Record<string, StructureDefinition>> | undefined;

/** undefined when R4 has none of that URL, or the canonical asks for another version than R4's. */
export async function r4Profile(canonical: string): Promise<StructureDefinition | undefined> {
  table ??= import('./generated/profiles.json', { with: { type: 'json' } }).then(
    (module) => module.default as unknown as Record<string, StructureDefinition>,
  );
  const { url, version } = parseCanonical(canonical);
  const all = await table;
  const found = Object.hasOwn(all, url) ? all[url] : undefined;
  return version === undefined || version === found?.version ? found : undefined;
}

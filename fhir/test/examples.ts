/**
 * HL7's own example resources of R4, where they are at hand: published, synthetic, and not part of this repository.
 * FHIR_EXAMPLES names another folder than the usual one beside the checkout.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['FHIR_EXAMPLES'] ?? join(import.meta.dirname, '../../../shared/data/r4-examples');

/** For `test({ skip })`: false when the examples are there, else what is missing. */
export const withoutExamples: false | string = existsSync(folder) ? false : `no R4 examples in ${folder}`;

export interface Example {
  name: string;
  text: string;
}

export function examples(): Example[] {
  return readdirSync(folder)
    .filter((file) => /^[A-Z].*\.json$/.test(file))
    .map((file) => ({ name: file.slice(0, -5), text: readFileSync(join(folder, file), 'utf8') }));
}

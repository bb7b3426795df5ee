/**
 * Tests that calculate and touch nothing outside them, in one process for `npm test`: to start one for each costs more than what they
 * calculate. By themselves, with a process for each file: `node --test care/`.
 */
import { globSync } from 'node:fs';

for (const path of globSync('{care,clinician,fhir,resident,ui}/{src,test}/**/*.test.ts', {
  cwd: import.meta.dirname,
}).sort())
  await import(`./${path}`);

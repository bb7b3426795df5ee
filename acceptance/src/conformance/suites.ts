/** The suites, in the order of the page. A new one is a file in suites/ and a line here. */
import type { Suite } from './suite.ts';
import { ips, ipsResources, sdc } from './suites/documents.ts';
import { fhirpath } from './suites/fhirpath.ts';
import { fhirpathCompiled } from './suites/fhirpath-compiled.ts';
import { patch } from './suites/patch.ts';
import { r4Examples } from './suites/r4-examples.ts';
import { snomedEcl } from './suites/snomed-ecl.ts';
import { synthea } from './suites/synthea.ts';
import { ucum } from './suites/ucum.ts';
import { validator } from './suites/validator.ts';

export const suites: readonly Suite[] = [
  r4Examples,
  ips,
  ipsResources,
  sdc,
  synthea,
  fhirpath,
  fhirpathCompiled,
  patch,
  ucum,
  snomedEcl,
  validator,
];

/** HL7's patch cases: JSON Patch, FHIRPath Patch and XML Patch (fhir/test/patch-suites.ts). */
import { runPatchSuites } from '../../../../fhir/test/patch-suites.ts';
import type { Suite } from '../suite.ts';

export const patch: Suite = {
  id: 'patch',
  title: 'Patch: JSON Patch (RFC 6902), FHIRPath Patch, XML Patch (RFC 5261)',
  path: '.',
  source: 'suites/fhir-patch of FHIR/fhir-test-cases, Apache-2.0',
  run: (at) =>
    runPatchSuites(at).map(({ suite, name, ...rest }) => ({ suite: 'patch', name: `${suite}: ${name}`, ...rest })),
};

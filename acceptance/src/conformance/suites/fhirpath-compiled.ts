/** The same FHIRPath cases by our own compiler, which search and invariants are made with: those that it understands. */
import { type CompiledPath, compilePath, FhirPathError } from '@vardkedjan/fhir/fhirpath/compile.ts';
import { textOf } from '@vardkedjan/fhir/fhirpath/values.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { type FhirPathCase, fhirPathCases } from './fhirpath-cases.ts';
import { isExpected } from './fhirpath-outputs.ts';

export const fhirpathCompiled: Suite = {
  id: 'fhirpath-compiled',
  title: 'FHIRPath: those of the same cases that our own compiler understands (search parameters and invariants)',
  path: 'suites/fhirpath-r4',
  source: 'FHIR/fhir-test-cases, Apache-2.0',
  remarks:
    'The compiler refuses by name, before it runs, whatever it does not support; such cases are left out here, and so are those that expect an error of types, for which it stops likewise.',
  run: (at) => fhirPathCases(at).flatMap((one) => verdict(one) ?? []),
};

function verdict(one: FhirPathCase): CaseResult | undefined {
  const { expression, input, invalid, predicate, outputs, name } = one;
  const result = (why?: string): CaseResult => ({
    suite: 'fhirpath-compiled',
    name,
    passed: why === undefined,
    ...(why !== undefined && { why }),
  });
  let path: CompiledPath;
  try {
    path = compilePath(expression, input?.resourceType ?? 'Patient');
  } catch (error) {
    if (error instanceof FhirPathError) return undefined;
    throw error;
  }
  try {
    const found = path(input ?? { resourceType: 'Patient' });
    const texts = found.map((value) => textOf(value) ?? JSON.stringify(value));
    const told = `gives ${texts.length === 0 ? 'nothing' : texts.join(', ').slice(0, 120)}`;
    if (invalid !== undefined) return result(`${told} where an error is expected (${invalid})`);
    if (predicate) return result(String(found.length > 0) === outputs[0]?.text ? undefined : told);
    const results = texts.map((text) => ({ type: undefined, text }));
    return result(isExpected(results, one) ? undefined : told);
  } catch (error) {
    if (!(error instanceof FhirPathError)) throw error;
    return result(invalid === undefined ? `fails: ${error.message}` : undefined);
  }
}

/** HL7's FHIRPath cases for R4 against the engine that the product uses for FHIRPath Patch and for profiles. */
import { createRequire } from 'node:module';
import type { CaseResult, Suite } from '../suite.ts';
import { fhirVariables } from './fhir-variables.ts';
import { type FhirPathCase, fhirPathCases } from './fhirpath-cases.ts';
import { isExpected } from './fhirpath-outputs.ts';

interface Engine {
  evaluate(
    data: unknown,
    path: string,
    variables: Record<string, unknown>,
    model: unknown,
    options: { resolveInternalTypes: boolean; traceFn: () => void },
  ): unknown[];
  types(values: unknown[]): string[];
}

const load = createRequire(import.meta.url);
const engine = load('fhirpath') as Engine;
const model: unknown = load('fhirpath/fhir-context/r4');

export const fhirpath: Suite = {
  id: 'fhirpath',
  title: 'FHIRPath: HL7’s cases for R4, by the engine for patches and profiles (fhirpath.js with its R4 model)',
  path: 'suites/fhirpath-r4',
  source: 'FHIR/fhir-test-cases, Apache-2.0',
  remarks: 'A result must have the expected type and text. Inputs in XML are read by our own reader.',
  run: (at) => fhirPathCases(at).map(verdict),
};

function verdict(one: FhirPathCase): CaseResult {
  const why = faultOf(one);
  return { suite: 'fhirpath', name: one.name, passed: why === undefined, ...(why !== undefined && { why }) };
}

function faultOf(one: FhirPathCase): string | undefined {
  const { expression, input, invalid, predicate, outputs } = one;
  let found: unknown[];
  try {
    const data = input === undefined ? {} : structuredClone(input);
    const options = { resolveInternalTypes: false, traceFn: () => undefined };
    found = engine.evaluate(
      data,
      expression,
      { ...fhirVariables(expression), resource: data, rootResource: data },
      model,
      options,
    );
  } catch (error) {
    return invalid === undefined ? `fails: ${(error as Error).message.split('\n')[0]}` : undefined;
  }
  if (invalid !== undefined) return `gives ${told(found)} where an error is expected (${invalid})`;
  if (predicate) return String(found.length > 0) === outputs[0]?.text ? undefined : `gives ${told(found)}`;
  const types = engine.types(found).map((type) => type.split('.').at(-1) ?? '');
  const results = found.map((value, index) => ({ type: types[index] ?? '', text: textOf(value) }));
  return isExpected(results, one) ? undefined : `gives ${told(results.map(({ type, text }) => `${type} ${text}`))}`;
}

function textOf(value: unknown): string {
  const plain =
    typeof value === 'object' && value !== null && 'data' in value ? (value as { data: unknown }).data : value;
  return typeof plain === 'object' && plain !== null && Object.getPrototypeOf(plain) === Object.prototype
    ? JSON.stringify(plain)
    : String(plain);
}

function told(values: readonly unknown[]): string {
  if (values.length === 0) return 'nothing';
  return values
    .map((value) => textOf(value).slice(0, 60))
    .join(', ')
    .slice(0, 120);
}

/** SNOMED CT's expression constraints as HL7's cases have them: whether each is understood. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseEcl } from '@vardkedjan/fhir/terminology/ecl.ts';
import type { CaseResult, Suite } from '../suite.ts';

export const snomedEcl: Suite = {
  id: 'snomed-ecl',
  title: 'SNOMED CT ECL: each expression constraint is understood',
  path: 'suites/snomed-ecl',
  source: 'FHIR/fhir-test-cases, Apache-2.0',
  remarks:
    'What a case includes and excludes is not looked at: that takes a release of SNOMED CT, and many of its concepts are expressions of the ' +
    'case itself. Each kind of constraint is answered from the tables, on data made for that, in server/src/store/terminology/ecl.test.ts, ' +
    'which also puts all these expressions to them.',
  run: (at) => expressionsIn(readFileSync(join(at, 'ecl-tests.xml'), 'utf8')).map(understood),
};

/** The file is no well-formed XML: its groups are closed twice. */
function expressionsIn(text: string): string[] {
  return [...text.matchAll(/<expression>([^<]*)<\/expression>/g)].map(([, expression = '']) =>
    expression.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim(),
  );
}

function understood(expression: string, index: number): CaseResult {
  const result = { suite: 'snomed-ecl', name: `${index + 1}: ${expression.replaceAll(/\s+/g, ' ')}` };
  try {
    parseEcl(expression);
    return { ...result, passed: true };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...result, passed: false, why: error.message };
  }
}

/** A needs-and-risk analysis is signed when it says all that it is to say; what it lacks is told, each by itself. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { analysisFaults, faultText } from '@vardkedjan/care/access/needs-and-risks/faults.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

/** `at`: the instant of the signing. */
export function requireWhole(analysis: QuestionnaireResponse, at: string): void {
  const faults = analysisFaults(analysisOf(analysis), stockholmDay(new Date(at)));
  if (faults.length === 0) return;
  throw new Failure('invalid', 'The analysis lacks something that it is to say', {
    status: 422,
    issues: faults.map((fault) => ({
      severity: 'error',
      code: 'business-rule',
      details: { text: faultText(fault, 'sv') },
      diagnostics: faultText(fault, 'en'),
    })),
  });
}

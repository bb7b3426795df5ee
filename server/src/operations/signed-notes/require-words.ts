/** A note is signed when the words that its template asks for are filled in; each that is not is told by itself. */
import type { Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { missingWords } from '@vardkedjan/care/record-keeping/required-words.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';

export function requireWords(note: QuestionnaireResponse, template: Questionnaire): void {
  const missing = missingWords(note, template);
  if (missing.length === 0) return;
  throw new Failure('invalid', 'The note lacks words that its template asks for', {
    status: 422,
    issues: missing.map((word) => ({
      severity: 'error',
      code: 'required',
      details: { text: `Fyll i ${word} innan du signerar.` },
      diagnostics: `Fill in ${word} before you sign.`,
    })),
  });
}

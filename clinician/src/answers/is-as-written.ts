/** Whether the text that is shown has the hash that its author gave it (http://hl7.org/fhir/R4/datatypes.html#Attachment: SHA-1, base64). */
import type { DiagnosticReport } from '@medplum/fhirtypes';

export type Written = 'as-written' | 'changed' | 'unsaid';

export async function isAsWritten({ conclusion = '', presentedForm = [] }: DiagnosticReport): Promise<Written> {
  const form = presentedForm.find(
    ({ contentType, hash }) => contentType?.startsWith('text/plain') && hash !== undefined,
  );
  if (form?.hash === undefined) return 'unsaid';
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(conclusion)));
  return btoa(String.fromCodePoint(...bytes)) === form.hash ? 'as-written' : 'changed';
}

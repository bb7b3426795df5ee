/** For tests: how a note is signed or corrected by somebody who has it on the screen as it stands in `note`. */
import type { ParametersParameter, QuestionnaireResponse } from '@medplum/fhirtypes';
import { seenHash } from '@vardkedjan/care/record-keeping/seen-hash.ts';

/** With which version was read, and the hash of what is seen. */
export async function asSeen(note: QuestionnaireResponse, version = note.meta?.versionId) {
  return {
    headers: { 'If-Match': `W/"${version}"` },
    body: { resourceType: 'Parameters', parameter: [await seenIn(note)] },
  };
}

export async function seenIn(note: QuestionnaireResponse): Promise<ParametersParameter> {
  return { name: 'seen', valueBase64Binary: await seenHash(note) };
}

/** Signing goes with the hash of what stands on the screen; what is stored and differs is refused (F1: care/record-keeping/seen-hash.ts). */
import type { ParametersParameter, QuestionnaireResponse } from '@medplum/fhirtypes';
import { seenHash } from '@vardkedjan/care/record-keeping/seen-hash.ts';
import { operate, type PatientOnScreen, type Versioned } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';

/** `shown`: as it stands on the screen, in the version that was read. */
export async function signAsSeen(
  shown: QuestionnaireResponse & { id: string },
  screen: PatientOnScreen,
): Promise<Versioned<QuestionnaireResponse>> {
  return operate<QuestionnaireResponse>(`QuestionnaireResponse/${encodeURIComponent(shown.id)}/$sign`, {
    body: { resourceType: 'Parameters', parameter: [await hashParameter(shown)] },
    etag: `W/"${shown.meta?.versionId ?? ''}"`,
    patient: screen,
  });
}

export async function hashParameter(shown: QuestionnaireResponse): Promise<ParametersParameter> {
  return { name: 'seen', valueBase64Binary: await seenHash(shown) };
}

/** Whether it was refused because something else is stored than what stood on the screen. */
export const isNotAsSeen = (failure: unknown): boolean =>
  failure instanceof FhirFailure &&
  failure.outcome?.issue?.some(({ details }) => details?.coding?.some(({ code }) => code === 'not-as-seen')) === true;

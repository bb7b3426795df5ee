/** What the server says when it refuses: status, place and sentence of the first issue. */
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { Told } from '../running-store.ts';

export function refusal({ status, text }: Told): string {
  const issue = (JSON.parse(text) as OperationOutcome).issue[0];
  return `refused with ${status}: ${issue?.diagnostics ?? issue?.details?.text ?? issue?.code}`;
}

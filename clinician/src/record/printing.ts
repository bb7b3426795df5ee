/**
 * What of a record is put on paper is told to the log, whichever way it is printed: a button, a command, the browser's own. The
 * browser prints without asking, so this notes and does not hinder; what stands on the page was opened, and decided, before.
 */
import type { Parameters } from '@medplum/fhirtypes';
import { operate, perform } from '@vardkedjan/ui/fhir-client.ts';
import { useEffect } from 'react';

/** While a sheet with a single entry is printed: its reference. */
const printedAlone = new Set<string>();

/** Answers how to say that the sheet is gone. */
export function printsAlone(reference: string): () => void {
  printedAlone.add(reference);
  return () => printedAlone.delete(reference);
}

export function usePrintingTold(patientId: string): void {
  useEffect(() => {
    const tell = (): void => {
      const path = `Patient/${encodeURIComponent(patientId)}/$print`;
      const parameter = [...printedAlone].map((reference) => ({ name: 'entry', valueReference: { reference } }));
      const told =
        parameter.length === 0
          ? perform(path, undefined, patientId)
          : operate<Parameters>(path, { body: { resourceType: 'Parameters', parameter }, patient: patientId });
      // A refusal would come after the paper; the record's next answer shows it.
      told.catch(() => undefined);
    };
    addEventListener('beforeprint', tell);
    return () => removeEventListener('beforeprint', tell);
  }, [patientId]);
}

/**
 * What of a record is put on paper is decided and logged first, whichever way it is printed: a button, a command, the browser's own keys. The browser's
 * menu prints without asking; to those whom the server has not offered it, the paper says why it is empty.
 */
import type { Parameters } from '@medplum/fhirtypes';
import { operate, perform } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure, type Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import { useEffect, useSyncExternalStore } from 'react';

/** While a sheet with a single entry is printed: its reference. */
const printedAlone = new Set<string>();

/** Answers how to say that the sheet is gone. */
export function printsAlone(reference: string): () => void {
  printedAlone.add(reference);
  return () => printedAlone.delete(reference);
}

/** The paper that comes now has been decided on. */
let isDecided = false;
let refused: Refusal | undefined;
const listeners = new Set<() => void>();

function tellRefused(refusal: Refusal | undefined): void {
  refused = refusal;
  for (const listener of listeners) listener();
}

/** Prints what is shown, unless the server refuses. That it does not answer hinders no paper: what is shown has been opened before. */
export async function printRecord(patientId: string): Promise<void> {
  if (await isRefused(patientId)) return;
  isDecided = true;
  print();
  isDecided = false;
}

async function isRefused(patientId: string): Promise<boolean> {
  const path = `Patient/${encodeURIComponent(patientId)}/$print`;
  const parameter = [...printedAlone].map((reference) => ({ name: 'entry', valueReference: { reference } }));
  try {
    if (parameter.length === 0) await perform(path, undefined, patientId);
    else await operate<Parameters>(path, { body: { resourceType: 'Parameters', parameter }, patient: patientId });
    return false;
  } catch (failure) {
    const refusal = failure instanceof FhirFailure ? failure.refusal : undefined;
    if (refusal) tellRefused(refusal);
    return refusal !== undefined;
  }
}

/** Of the open record. `isOffered`: the server has said that whoever has it open may print. */
export function usePrinting(
  patientId: string,
  isOffered: boolean,
): { refusal: Refusal | undefined; close: () => void } {
  const refusal = useSyncExternalStore(subscribe, () => refused);
  useEffect(() => {
    const before = (): void => {
      if (isDecided) return;
      void isRefused(patientId);
      document.documentElement.toggleAttribute('data-print-withheld', !isOffered);
    };
    const after = (): void => document.documentElement.removeAttribute('data-print-withheld');
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      void printRecord(patientId);
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    addEventListener('keydown', keys);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
      removeEventListener('keydown', keys);
      after();
    };
  }, [patientId, isOffered]);
  return { refusal, close: () => tellRefused(undefined) };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

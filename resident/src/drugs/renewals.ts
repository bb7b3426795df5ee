/** What I have asked to have renewed, by the prescription that it is about, and asking. */
import type { Bundle, Task } from '@medplum/fhirtypes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  orderAsked,
  type RenewalState,
  renewalStateOf,
  renewalTask,
} from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { useResident } from '../session/session-context.ts';

export interface OwnRenewal {
  state: RenewalState;
  /** FHIR instant of when it was asked for or answered. */
  at: string | undefined;
  /** Why it was declined. */
  reason: string;
}

export function useOwnRenewals(): ReadonlyMap<string, OwnRenewal> {
  const tasks = useAllOf<Task>('Task', { code: `${renewalTask.system}|${renewalTask.code}`, _sort: '-authored-on' });
  return ownRenewals(tasks.found);
}

export function ownRenewals(tasks: readonly Task[]): ReadonlyMap<string, OwnRenewal> {
  return new Map(
    tasks.flatMap((task) => {
      const state = renewalStateOf(task);
      return state === undefined
        ? []
        : [[orderAsked(task), { state, at: task.lastModified, reason: task.statusReason?.text ?? '' }] as const];
    }),
  );
}

export interface AskedRenewals {
  /** FHIR ids of prescriptions. */
  orders: readonly string[];
  words: string;
}

export function useAskRenewal(onDone: () => void) {
  const { patientId } = useResident();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ orders, words }: AskedRenewals) =>
      operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$ask-renewal`, {
        patient: patientId,
        body: {
          resourceType: 'Parameters',
          parameter: [
            ...orders.map((id) => ({ name: 'order', valueReference: { reference: `MedicationRequest/${id}` } })),
            ...(words.trim() === '' ? [] : [{ name: 'words', valueString: words }]),
          ],
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['own-list', patientId, 'Task'] });
      onDone();
    },
  });
}

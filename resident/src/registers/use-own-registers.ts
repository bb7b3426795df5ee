/** My quality registers, and saying no to one or all: the server decides, and every change holds at once. */
import type { Parameters } from '@medplum/fhirtypes';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { ownRegisters } from './own-registers.ts';

const registersQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['own-registers', patientId],
    queryFn: async ({ signal }) =>
      ownRegisters(
        (await operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$quality-registers`, { signal })).resource,
      ),
  });

export const useOwnRegisters = (patientId: string) => useSuspenseQuery(registersQuery(patientId)).data;

export interface Choice {
  choice: 'opposes' | 'does-not-oppose';
  /** FHIR id of the register; absent: all. */
  register?: string;
}

export function useChooseRegister(patientId: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ choice, register }: Choice) =>
      operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$choose-quality-registers`, {
        patient: patientId,
        body: {
          resourceType: 'Parameters',
          parameter: [
            { name: 'choice', valueCode: choice },
            ...(register === undefined
              ? []
              : [{ name: 'register', valueReference: { reference: `Organization/${register}` } }]),
          ],
        },
      }),
    onSuccess: ({ resource }) => {
      queries.setQueryData(registersQuery(patientId).queryKey, ownRegisters(resource));
      onDone();
    },
  });
}

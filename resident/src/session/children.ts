/** The children whose guardian one is, `GET Patient/{id}/$children`, and how much of each one's record is open. */
import type { Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { useResident } from './session-context.ts';

export interface Child {
  /** FHIR id of the Patient. */
  id: string;
  name: string;
  /** `clinics`: what some clinics keep. */
  open: 'whole' | 'clinics' | 'closed';
  age: number;
  /** Ages in years. */
  guardianUntil: number;
  aloneFrom: number;
}

export const childrenKey = 'children';

const childrenQuery = (patientId: string) =>
  queryOptions({
    queryKey: [childrenKey, patientId],
    queryFn: async ({ signal }) =>
      childrenOf(
        (await operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$children`, { signal })).resource,
      ),
  });

export function useChildren() {
  return useQuery(childrenQuery(useResident().ownId));
}

export function childrenOf({ parameter = [] }: Parameters): Child[] {
  return parameter.flatMap(({ name, part = [] }): Child[] => {
    const of = (wanted: string): ParametersParameter | undefined => part.find((each) => each.name === wanted);
    const who = of('patient')?.valueReference;
    const open = of('open')?.valueCode;
    const years = (wanted: string) => of(wanted)?.valueInteger ?? Number.NaN;
    const id = who?.reference?.split('/')[1];
    if (name !== 'child' || id === undefined) return [];
    return [
      {
        id,
        name: who?.display ?? '',
        open: open === 'whole' || open === 'clinics' ? open : 'closed',
        age: years('age'),
        guardianUntil: years('guardianUntil'),
        aloneFrom: years('aloneFrom'),
      },
    ];
  });
}

/** The delegations of those who work at a unit, and what is done with one. */
import type { Basic, Parameters } from '@medplum/fhirtypes';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { atcSystem } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { type Delegation, delegationCode, delegationOf } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { searchAll } from '../../work/work-queries.ts';

/** `Practitioner/<id>` of each. */
export const delegationsQuery = (unit: string, to: readonly string[]) =>
  queryOptions({
    queryKey: ['delegations', unit, ...to],
    queryFn: async ({ signal }): Promise<Delegation[]> => {
      if (to.length === 0) return [];
      const code = `${delegationCode.system}|${delegationCode.code}`;
      const { matches } = await searchAll<Basic>('Basic', { subject: to.join(','), code, _count: 200 }, signal);
      return matches
        .flatMap((each) => delegationOf(each) ?? [])
        .filter((each) => each.unit === `Organization/${unit}`)
        .toSorted((a, b) => a.toName.localeCompare(b.toName, 'sv') || b.until.localeCompare(a.until));
    },
  });

/** null: it is not for the one who asks. */
export const withdrawalReasonQuery = (id: string) =>
  queryOptions({
    queryKey: ['delegations', 'withdrawal-reason', id],
    queryFn: async ({ signal }): Promise<string | null> => {
      try {
        const { resource } = await operate<Parameters>(`Basic/${encodeURIComponent(id)}/$withdrawal-reason`, {
          signal,
        });
        return resource.parameter?.find(({ name }) => name === 'reason')?.valueString ?? null;
      } catch (failure) {
        if (failure instanceof FhirFailure && (failure.status === 403 || failure.status === 404)) return null;
        throw failure;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What is given by them is asked for anew too. */
export function useDelegationsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['delegations'] }),
      queries.invalidateQueries({ queryKey: ['work', 'delegations'] }),
    ]);
  };
}

export interface Issued {
  /** `Practitioner/<id>`. */
  to: string;
  from: string;
  until: string;
  drugs: Delegation['drugs'];
}

/** They are about no patient. */
const nobody = undefined;

export async function issue({ to, from, until, drugs }: Issued): Promise<void> {
  await operate<Basic>('Basic/$delegate', {
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'to', valueReference: { reference: to } },
        { name: 'from', valueDate: from },
        { name: 'until', valueDate: until },
        ...drugs.map(({ atc, name }) => ({
          name: 'drug',
          valueCoding: { system: atcSystem, code: atc, display: name },
        })),
      ],
    },
    patient: nobody,
  });
}

export async function withdraw(id: string, reason: string): Promise<void> {
  await operate<Basic>(`Basic/${encodeURIComponent(id)}/$withdraw-delegation`, {
    body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: reason }] },
    patient: nobody,
  });
}

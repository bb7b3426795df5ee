/** How a letter reaches the patient: online where somebody reads it there, by post unless the patient’s data are protected. */
import type { Parameters } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import type { WhyNobodyReads } from '@vardkedjan/care/coordination/letters/online-reader.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';

export interface LetterReader {
  /** Why nobody would read it online; undefined: somebody would. */
  unread: WhyNobodyReads | undefined;
  mayPost: boolean;
}

export const letterReaderQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'letter-reader'],
    queryFn: async ({ signal }): Promise<LetterReader> => {
      const path = `Patient/${encodeURIComponent(patientId)}/$letter-reader`;
      const { parameter = [] } = (await operate<Parameters>(path, { signal })).resource;
      const of = (name: string) => parameter.find((each) => each.name === name);
      return {
        unread: of('why')?.valueCode as WhyNobodyReads | undefined,
        mayPost: of('post')?.valueBoolean === true,
      };
    },
  });

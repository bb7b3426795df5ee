/** One's own quick texts and the unit's. */
import type { Basic } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type QuickText, quickTextsOf } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { useSession } from '../session/session-context.ts';

export type Whose = 'own' | 'unit';

export interface KeptTexts {
  texts: QuickText[];
  /** Of the version that was read. */
  etag: string;
}

/** `key`: whose they are, so that a change of assignment asks anew. */
export const quickTextsQuery = (of: Whose, key: string) =>
  queryOptions({
    queryKey: ['quick-texts', of, key],
    queryFn: async ({ signal }): Promise<KeptTexts> =>
      keptOf(await operate<Basic>('Basic/$quick-texts', { query: { of }, signal })),
    staleTime: 5 * 60_000,
  });

export async function keepQuickTexts(of: Whose, texts: readonly QuickText[], etag: string): Promise<KeptTexts> {
  const parameter = [
    { name: 'of', valueCode: of },
    ...texts.map(({ word, text }) => ({
      name: 'quick-text',
      part: [
        { name: 'word', valueCode: word },
        { name: 'text', valueString: text },
      ],
    })),
  ];
  const body = { resourceType: 'Parameters' as const, parameter };
  return keptOf(await operate<Basic>('Basic/$keep-quick-texts', { body, etag, patient: undefined }));
}

const keptOf = ({ resource, etag }: { resource: Basic; etag: string | undefined }): KeptTexts => ({
  texts: quickTextsOf(resource),
  etag: etag ?? 'W/"0"',
});

export interface QuickTexts {
  own: readonly QuickText[];
  units: readonly QuickText[];
}

const none: readonly QuickText[] = [];

/** While they are being fetched, or cannot be, a note is written without them. */
export function useQuickTexts(): QuickTexts {
  const { assignment, session } = useSession();
  const own = useQuery(quickTextsQuery('own', session.caller?.id ?? ''));
  const units = useQuery(quickTextsQuery('unit', assignment.careUnit.id));
  return { own: own.data?.texts ?? none, units: units.data?.texts ?? none };
}

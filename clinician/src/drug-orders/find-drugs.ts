/** The catalogue searched as clinicians type: the beginning of a name or substance, or an ATC code, then strength and form in any order. */
import type { MedicationKnowledge } from '@medplum/fhirtypes';
import { type CatalogueDrug, catalogueDrugOf } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { queryOptions } from '@tanstack/react-query';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

const atc = 'http://www.whocc.no/atc';
const most = 100;

export const drugsQuery = (text: string) =>
  queryOptions({
    queryKey: ['drug-catalogue', text],
    queryFn: ({ signal }) => findDrugs(text, signal),
    staleTime: 300_000,
  });

export async function findDrugs(text: string, signal?: AbortSignal): Promise<CatalogueDrug[]> {
  const [first = '', ...rest] = wordsOf(text);
  const isCode = /^[a-z]\d\d[a-z]{2}\d\d$/.test(first);
  const query = isCode ? { code: `${atc}|${first.toUpperCase()}` } : { 'code:text': first };
  const { matches } = await searchResources<MedicationKnowledge>(
    'MedicationKnowledge',
    { ...query, status: 'active', _count: most },
    signal,
  );
  return narrowed(matches.map(catalogueDrugOf), rest);
}

/** Those of the catalogue by their ids, in that order. */
export async function drugsById(ids: readonly string[], signal?: AbortSignal): Promise<CatalogueDrug[]> {
  if (ids.length === 0) return [];
  const { matches } = await searchResources<MedicationKnowledge>(
    'MedicationKnowledge',
    { _id: ids.join(','), status: 'active', _count: ids.length },
    signal,
  );
  const found = new Map(matches.map((each) => [each.id, catalogueDrugOf(each)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Those whose name has a word beginning with each of the words, by name and strength. */
export function narrowed(drugs: readonly CatalogueDrug[], words: readonly string[]): CatalogueDrug[] {
  return drugs
    .filter(({ name }) => words.every((word) => wordsOf(name).some((one) => one.startsWith(word))))
    .toSorted((a, b) => byName.compare(a.name, b.name));
}

const byName = new Intl.Collator('sv', { numeric: true });
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '');

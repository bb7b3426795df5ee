/** Only what stands in a catalogue is counted or pinned, so that nothing of a patient gets in. */
import type { CodeSystem } from '@medplum/fhirtypes';
import { type FavouriteKind, favouriteKinds } from '@vardkedjan/care/coordination/orders/favourites/favourites.ts';
import { orderCatalogueSystem } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../../http/asked.ts';
import type { OperationInput } from '../input.ts';
import { keeper } from './kept-lists.ts';

export function kindOf(input: OperationInput): FavouriteKind {
  const kind = favouriteKinds.find((each) => each === input.text('kind'));
  if (kind === undefined) throw new Failure('invalid', `kind is ${favouriteKinds.join(' or ')}`);
  return kind;
}

export async function inCatalogue(asked: Asked, kind: FavouriteKind, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const record = asked.wiring.openRecord(keeper);
  const criteria: [string, string][] = kind === 'test' ? [['url', orderCatalogueSystem]] : [['_id', codes.join(',')]];
  const type = kind === 'test' ? 'CodeSystem' : 'MedicationKnowledge';
  const query = parseSearch(type, [...criteria, ['_count', '200']], { lenient: false });
  const { matches } = await record.search(query);
  const known = new Set(
    kind === 'drug'
      ? matches.map(({ id }) => id)
      : matches.flatMap(({ body }) => ((JSON.parse(body) as CodeSystem).concept ?? []).map((concept) => concept.code)),
  );
  return codes.filter((code) => known.has(code));
}

/** What the operations called $everything have in common: the page as a Bundle, with `_summary` and `_elements`. */
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText, foundEntry } from '../http/form/bundle.ts';
import { readSubset, subsetOf } from '../http/form/subset.ts';
import type { SearchPage, Stored } from '../store/record.ts';
import type { OperationInput } from './input.ts';
import { pageLinks } from './page-links.ts';

export function everythingBundle(
  asked: Asked,
  input: OperationInput,
  path: string,
  { matches, included, next }: SearchPage,
): Answer {
  const subset = readSubset(input.inAddress.filter(([name]) => name === '_summary' || name === '_elements'));
  const entry = (stored: Stored, mode: 'match' | 'include'): string =>
    foundEntry(asked.base, stored, mode, subset && subsetOf(stored.body, subset, mode));
  const entries = [
    ...matches.map((stored) => entry(stored, 'match')),
    ...included.map((stored) => entry(stored, 'include')),
  ];
  const text = bundleText({ type: 'searchset', links: pageLinks(asked, path, input.inAddress, next), entries });
  return { status: 200, text, shown: [...matches, ...included] };
}

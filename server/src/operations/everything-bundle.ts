/** What the operations called $everything have in common: the page as a Bundle, with `_summary` and `_elements`. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText, foundEntry } from '../http/form/bundle.ts';
import { readSubset, subsetOf } from '../http/form/subset.ts';
import type { SearchPage, Stored } from '../store/record.ts';
import { pageLinks } from './page-links.ts';

const aboutForm = new Set(['_summary', '_elements']);

export function everythingBundle(asked: Asked, path: string, { matches, included, next }: SearchPage): Answer {
  const subset = readSubset(asked.parts.parameters.filter(([name]) => aboutForm.has(name)));
  const entry = (stored: Stored, mode: 'match' | 'include'): string =>
    foundEntry(asked.base, stored, mode, subset && subsetOf(stored.body, subset, mode));
  const entries = [...matches.map((stored) => entry(stored, 'match')), ...included.map((stored) => entry(stored, 'include'))];
  const text = bundleText({ type: 'searchset', links: pageLinks(asked, path, next), entries });
  return { status: 200, text, shown: [...matches, ...included] };
}

/** http://hl7.org/fhir/R4/datatypes.html#instant */
export function requireInstant(name: string, text: string): void {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text))
    throw new Failure('invalid', `${name} must be an instant, as in 2026-01-31T08:00:00Z`);
}

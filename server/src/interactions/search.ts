/** What a search answers, whatever its scope: http://hl7.org/fhir/R4/http.html#search, http://hl7.org/fhir/R4/search.html */
import { outcomeOf } from '@vardkedjan/fhir/outcome.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { ofPatients } from '@vardkedjan/fhir/search/patient-reference.ts';
import { openedBeside } from '../access/open-linked.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Concern } from '../http/concern.ts';
import { type BundleLink, bundleText, foundEntry, outcomeEntry } from '../http/form/bundle.ts';
import { subsetOf, type Subset } from '../http/form/subset.ts';

/** A search that names one patient opens that record. */
export function searchConcerns({ query }: Asked): Concern[] {
  return query.patientReference === undefined ? [] : [{ act: 'open', patient: query.patientReference }];
}

export async function searchAnswer(asked: Asked): Promise<Answer> {
  const { query, base } = asked;
  const page = await asked.record.search(await togetherWithLinked(asked));
  const subset = subsetFor(query);
  const entries = [
    ...page.matches.map((match) => foundEntry(base, match, 'match', subset && subsetOf(match.body, subset))),
    ...page.included.map((found) =>
      foundEntry(base, found, 'include', subset && subsetOf(found.body, subset, 'include')),
    ),
  ];
  if (query.ignored.length > 0) entries.push(outcomeEntry(ignoredOutcome(query.ignored)));
  const text = bundleText({ type: 'searchset', total: page.total, links: links(asked, page.next), entries });
  return { status: 200, text, shown: [...page.matches, ...page.included] };
}

/** In the record of a person: what was written under the person's reserve numbers too, as far as the law opens it. */
async function togetherWithLinked(asked: Asked): Promise<SearchQuery> {
  const { query } = asked;
  const { patientReference: id } = query;
  if (id === undefined) return query;
  const opened = await openedBeside(asked, id);
  return ofPatients(
    query,
    id,
    opened.map((each) => each.id),
  );
}

function subsetFor({ summary, elements }: SearchQuery): Subset | undefined {
  return (summary === undefined || summary === 'false') && elements === undefined ? undefined : { summary, elements };
}

function links({ query, base }: Asked, next: string | undefined): BundleLink[] {
  const place = query.path === '' ? base : `${base}/${query.path}`;
  const address = (more: [string, string][]) => {
    const parameters = new URLSearchParams([...query.self, ...more]).toString();
    return `${place}${parameters === '' ? '' : `?${parameters}`}`;
  };
  const self: BundleLink = { relation: 'self', url: address([]) };
  return next === undefined ? [self] : [self, { relation: 'next', url: address([['_cursor', next]]) }];
}

function ignoredOutcome(names: readonly string[]) {
  return outcomeOf(
    names.map((name) => ({
      severity: 'warning',
      code: 'not-supported',
      diagnostics: `The search parameter ${name} is not known and was ignored`,
    })),
  );
}

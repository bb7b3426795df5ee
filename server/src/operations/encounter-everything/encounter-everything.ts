/**
 * `GET Encounter/[id]/$everything`: http://hl7.org/fhir/R4/encounter-operation-everything.html. The search of the encounter's
 * compartment (http://hl7.org/fhir/R4/compartmentdefinition-encounter.html) with all that its resources refer to.
 */
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { currentOf } from '../current.ts';
import { everythingBundle } from '../everything-bundle.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

const usualCount = 500;
const mostCount = 1000;

export const encounterEverything: Operation = {
  terms,
  act: 'search',
  async handle(asked, input) {
    await currentOf(asked);
    const [since, types, cursor] = [input.text('_since'), input.texts('_type'), input.ofPage('_cursor')];
    const search: [string, string][] = [
      ['_include', '*'],
      ['_sort', '_id'],
      ['_count', String(input.count(usualCount, mostCount))],
    ];
    if (since !== undefined) search.push(['_lastUpdated', `ge${since}`]);
    if (types.length > 0) search.push(['_type', types.join()]);
    if (cursor !== undefined) search.push(['_cursor', cursor]);
    const scope = { compartment: { type: 'Encounter', id: asked.id } };
    const query = parseSearch(scope, search, { lenient: false, base: asked.base, zone: stockholmZone });
    return everythingBundle(asked, input, `Encounter/${asked.id}/$everything`, await asked.record.search(query));
  },
};

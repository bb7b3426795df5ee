/**
 * `GET Encounter/[id]/$everything`: http://hl7.org/fhir/R4/encounter-operation-everything.html. The search of the encounter's
 * compartment (http://hl7.org/fhir/R4/compartmentdefinition-encounter.html) with all that its resources refer to.
 */
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { requireInstant, everythingBundle } from '../everything-bundle.ts';
import type { Operation } from '../operation.ts';
import { countOf, queryParameters } from '../parameters.ts';
import { terms } from './terms.ts';

const usualCount = 500;
const mostCount = 1000;

export const encounterEverything: Operation = {
  terms,
  act: 'search',
  async handle(asked) {
    const parameters = queryParameters(asked, terms, ['_cursor', '_summary', '_elements']);
    const encounter = await asked.record.read('Encounter', asked.id);
    if (encounter === undefined) throw await asked.whyAbsent('Encounter', asked.id);
    if (encounter.deleted) throw new Failure('gone', 'The encounter has been deleted');
    const [since, types, cursor] = ['_since', '_type', '_cursor'].map((name) => parameters.get(name));
    if (since !== undefined) requireInstant('_since', since);
    const search: [string, string][] = [
      ['_include', '*'],
      ['_sort', '_id'],
      ['_count', String(countOf(parameters, usualCount, mostCount))],
    ];
    if (since !== undefined) search.push(['_lastUpdated', `ge${since}`]);
    if (types !== undefined) search.push(['_type', types]);
    if (cursor !== undefined) search.push(['_cursor', cursor]);
    const scope = { compartment: { type: 'Encounter', id: asked.id } };
    const query = parseSearch(scope, search, { lenient: false, base: asked.base, zone: stockholmZone });
    return everythingBundle(asked, `Encounter/${asked.id}/$everything`, await asked.record.search(query));
  },
};

/**
 * Search within a compartment, of one type in it or of all (`*`): http://hl7.org/fhir/R4/http.html#search,
 * http://hl7.org/fhir/R4/compartmentdefinition.html
 */
import { compartmentOwners } from '@vardkedjan/fhir/search/compartment-criterion.ts';
import type { Interaction } from './interaction.ts';
import { searchAnswer, searchConcerns } from './search.ts';

const owner = `/:type(^(?:${compartmentOwners.join('|')})$)/:id`;
const member = '/:member(^(?:[*]|[A-Z][A-Za-z]*)$)';

export const searchCompartment: Interaction = {
  code: 'search-compartment',
  act: 'search',
  level: 'compartment',
  routes: [
    { method: 'GET', path: `${owner}${member}` },
    { method: 'POST', path: `${owner}${member}/_search` },
  ],
  concerns: searchConcerns,
  handle: searchAnswer,
};

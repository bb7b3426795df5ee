/** Search within a type, by GET and by POST: http://hl7.org/fhir/R4/http.html#search */
import type { Interaction } from './interaction.ts';
import { searchAnswer, searchConcerns } from './search.ts';

export const searchType: Interaction = {
  code: 'search-type',
  act: 'search',
  level: 'type',
  routes: [
    { method: 'GET', path: '/:type' },
    { method: 'POST', path: '/:type/_search' },
  ],
  concerns: searchConcerns,
  handle: searchAnswer,
};

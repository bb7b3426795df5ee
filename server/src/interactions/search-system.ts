/** Search of several types or all, by GET and by POST: http://hl7.org/fhir/R4/http.html#search */
import type { Interaction } from './interaction.ts';
import { searchAnswer, searchConcerns } from './search.ts';

export const searchSystem: Interaction = {
  code: 'search-system',
  act: 'search',
  level: 'system',
  routes: [
    { method: 'GET', path: '' },
    { method: 'POST', path: '/_search' },
  ],
  concerns: searchConcerns,
  handle: searchAnswer,
};

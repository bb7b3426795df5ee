/** What has happened to resources of all types, the newest first: http://hl7.org/fhir/R4/http.html#history */
import { historyAnswer } from './history.ts';
import type { Interaction } from './interaction.ts';

export const historySystem: Interaction = {
  code: 'history-system',
  act: 'search',
  level: 'system',
  routes: [{ method: 'GET', path: '/_history' }],
  handle: (asked) => historyAnswer(asked, {}, '/_history'),
};

/** What has happened to resources of one type, the newest first: http://hl7.org/fhir/R4/http.html#history */
import { historyAnswer } from './history.ts';
import type { Interaction } from './interaction.ts';

export const historyType: Interaction = {
  code: 'history-type',
  act: 'search',
  level: 'type',
  routes: [{ method: 'GET', path: '/:type/_history' }],
  handle: (asked) => historyAnswer(asked, { type: asked.type }, `/${asked.type}/_history`),
};

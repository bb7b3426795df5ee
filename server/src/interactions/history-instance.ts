/** The versions of one resource, the newest first: http://hl7.org/fhir/R4/http.html#history */
import { historyAnswer } from './history.ts';
import type { Interaction } from './interaction.ts';

export const historyInstance: Interaction = {
  code: 'history-instance',
  act: 'read',
  level: 'instance',
  routes: [{ method: 'GET', path: '/:type/:id/_history' }],
  handle: (asked) => historyAnswer(asked, { type: asked.type, id: asked.id }, `/${asked.type}/${asked.id}/_history`),
};

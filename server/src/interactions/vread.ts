/** Version read: http://hl7.org/fhir/R4/http.html#vread */
import { answerWith, contentAnswer } from '../http/answer.ts';
import type { Interaction } from './interaction.ts';

export const vread: Interaction = {
  code: 'vread',
  act: 'read',
  level: 'instance',
  routes: [{ method: 'GET', path: '/:type/:id/_history/:version' }],
  async handle(asked) {
    const stored = await asked.versionAsked();
    const { contentWanted } = asked.parts;
    return contentWanted === undefined ? answerWith(stored) : contentAnswer(stored, contentWanted);
  },
};

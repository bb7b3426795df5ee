/** Version read: http://hl7.org/fhir/R4/http.html#vread */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith, contentAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Interaction } from './interaction.ts';

export const vread: Interaction = {
  code: 'vread',
  act: 'read',
  level: 'instance',
  routes: [{ method: 'GET', path: '/:type/:id/_history/:version' }],
  async handle(asked) {
    const { type, id } = asked;
    const { version = '' } = asked.parts;
    const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : undefined;
    const stored = number === undefined ? undefined : await asked.record.vread(type, id, number);
    if (stored === undefined) throw await whyNoVersion(asked);
    if (stored.deleted) throw new Failure('gone', 'The resource was deleted with this version');
    const { contentWanted } = asked.parts;
    return contentWanted === undefined ? answerWith(stored) : contentAnswer(stored, contentWanted);
  },
};

/** The resource as it is now may be seen, or not; of its versions nothing more is told. */
async function whyNoVersion(asked: Asked): Promise<Failure> {
  const why = await asked.whyAbsent(asked.type, asked.id);
  return why.kind === 'unavailable' ? new Failure('not-found', 'There is no such version') : why;
}

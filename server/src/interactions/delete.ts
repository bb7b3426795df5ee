/**
 * Delete: http://hl7.org/fhir/R4/http.html#delete, by id or by condition. The resource is marked as deleted; what was there
 * stays in its history (PDL 2008:355, 3 kap. 14 §: nothing is erased).
 */
import type { WriteInteraction } from './interaction.ts';
import { idOfOneMatch } from './write/one-match.ts';
import { readIfMatch } from '../http/form/entity-tag.ts';
import type { Asked } from '../http/asked.ts';
import { writeOne } from './write/write-one.ts';
import { writtenAnswer } from './write/written-answer.ts';

const target = (asked: Asked): Promise<string | undefined> | string =>
  asked.parts.id === undefined ? idOfOneMatch(asked) : asked.id;

export const deletion: WriteInteraction = {
  code: 'delete',
  act: 'write',
  level: 'instance',
  routes: [
    { method: 'DELETE', path: '/:type/:id' },
    { method: 'DELETE', path: '/:type' },
  ],
  async concerns(asked) {
    const id = await target(asked);
    return id === undefined ? [] : [{ act: 'write', change: 'delete', type: asked.type, id }];
  },
  async change(asked) {
    const id = await target(asked);
    if (id === undefined) return undefined;
    const ifMatch = readIfMatch(asked.parts.ifMatch);
    const match = asked.parts.id === undefined && { match: asked.addressed };
    return { action: 'delete', type: asked.type, id, ...match, ...(ifMatch !== undefined && { ifMatch }) };
  },
  handle: (asked) => writeOne(deletion, asked),
  answer: writtenAnswer,
};

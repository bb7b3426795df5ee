/**
 * Update: http://hl7.org/fhir/R4/http.html#update, also as create with an id of the client's own; with If-Match
 * (http://hl7.org/fhir/R4/http.html#concurrency) and as conditional update (http://hl7.org/fhir/R4/http.html#cond-update).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../http/asked.ts';
import { readIfMatch, readIfNoneMatch } from '../http/form/entity-tag.ts';
import type { WriteInteraction } from './interaction.ts';
import { idOfOneMatch } from './write/one-match.ts';
import { requireValid } from './write/require-valid.ts';
import { writeOne } from './write/write-one.ts';
import { writtenAnswer } from './write/written-answer.ts';

export const update: WriteInteraction = {
  code: 'update',
  act: 'write',
  level: 'instance',
  routes: [
    { method: 'PUT', path: '/:type/:id' },
    { method: 'PUT', path: '/:type' },
  ],
  async concerns(asked) {
    const resource = requireValid(asked);
    const id = await target(asked);
    return [{ act: 'write', change: 'update', resource, ...(id !== undefined && { id }) }];
  },
  async change(asked) {
    const resource = requireValid(asked);
    const ifMatch = readIfMatch(asked.parts.ifMatch);
    const ifNoneMatch = readIfNoneMatch(asked.parts.ifNoneMatch);
    const only = Array.isArray(ifNoneMatch) ? ifNoneMatch[0] : ifNoneMatch;
    const conditions = { ...(ifMatch !== undefined && { ifMatch }), ...(only !== undefined && { ifNoneMatch: only }) };
    const id = await target(asked);
    const named = { ...(id !== undefined && { id }) };
    // The store looks again while it writes, so that of two at the same time only one creates.
    const match = asked.parts.id === undefined && { match: asked.addressed };
    return { action: 'update', resource, ...named, ...match, ...conditions };
  },
  handle: (asked) => writeOne(update, asked),
  answer: writtenAnswer,
};

async function target(asked: Asked): Promise<string | undefined> {
  const id = asked.parts.id === undefined ? await idOfOneMatch(asked) : asked.id;
  const stated = asked.resource.id;
  if (id !== undefined && stated !== undefined && stated !== id) {
    throw new Failure('invalid', 'The id in the body is another than that of the resource to be updated');
  }
  return id;
}

/**
 * Patch: http://hl7.org/fhir/R4/http.html#patch, by id or by condition, in any of the standard's forms (write/patch-of.ts). What
 * comes of it must be valid; id, type and the meta that the server keeps cannot be patched.
 */
import type { Resource } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../http/asked.ts';
import { readIfMatch } from '../http/form/entity-tag.ts';
import type { WriteInteraction } from './interaction.ts';
import { patchOf } from './write/patch-of.ts';
import { idOfOneMatch } from './write/one-match.ts';
import { requireValidResource } from './write/require-valid.ts';
import { writeOne } from './write/write-one.ts';
import { writtenAnswer } from './write/written-answer.ts';

export const patch: WriteInteraction = {
  code: 'patch',
  act: 'write',
  level: 'instance',
  routes: [
    { method: 'PATCH', path: '/:type/:id' },
    { method: 'PATCH', path: '/:type' },
  ],
  async concerns(asked) {
    const id = await target(asked);
    const current = await asked.record.read(asked.type, id);
    if (current === undefined) throw await asked.whyAbsent(asked.type, id);
    if (current.deleted) throw new Failure('gone', 'The resource has been deleted');
    return [{ act: 'write', change: 'update', resource: applied(asked, parseJson(current.body) as Resource), id }];
  },
  async change(asked) {
    const ifMatch = readIfMatch(asked.parts.ifMatch);
    const id = await target(asked);
    return {
      action: 'patch',
      type: asked.type,
      id,
      ...(asked.parts.id === undefined && { match: asked.addressed }),
      ...(ifMatch !== undefined && { ifMatch }),
      apply: (current) => applied(asked, current),
    };
  },
  handle: (asked) => writeOne(patch, asked),
  answer: writtenAnswer,
};

async function target(asked: Asked): Promise<string> {
  const id = asked.parts.id === undefined ? await idOfOneMatch(asked) : asked.id;
  if (id === undefined) throw new Failure('not-found', 'Nothing matches, so there is nothing to patch');
  return id;
}

function applied(asked: Asked, current: Resource): Resource {
  const result = patchOf(asked)(current);
  if (
    typeof result !== 'object' ||
    result === null ||
    result.resourceType !== current.resourceType ||
    result.id !== current.id
  ) {
    throw new Failure('invalid', 'A patch cannot change resourceType or id', { status: 422 });
  }
  if (result.meta?.versionId !== current.meta?.versionId || result.meta?.lastUpdated !== current.meta?.lastUpdated) {
    throw new Failure('invalid', 'A patch cannot change meta.versionId or meta.lastUpdated: the server keeps them', {
      status: 422,
    });
  }
  requireValidResource(result);
  return result;
}

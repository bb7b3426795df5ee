/**
 * `$meta`, `$meta-add` and `$meta-delete`: http://hl7.org/fhir/R4/resource-operation-meta.html. Of a type, or of everything, `$meta`
 * tells what is in use in all that the caller may see. The two that change
 * something are updates to the law, so that a label that protects somebody is taken away by those only who might do it by an
 * update; a superseded version is not changed.
 */
import type { Meta, Resource } from '@medplum/fhirtypes';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Answer } from '../../http/answer.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Stored } from '../../store/record.ts';
import { labelsInUse } from '../../store/read/labels.ts';
import { currentOf } from '../current.ts';
import type { OperationInput } from '../input.ts';
import type { Operation, OperationTerms } from '../operation.ts';
import { withMeta, withoutMeta } from './change-meta.ts';
import { metaAddTerms, metaDeleteTerms, metaTerms } from './terms.ts';

export const resourceMeta: Operation = {
  terms: metaTerms,
  act: 'read',
  async handle(asked) {
    const { id, version, type } = asked.parts;
    if (version !== undefined) return metaAnswer(await asked.versionAsked());
    if (id !== undefined) return metaAnswer(await currentOf(asked));
    // The rows of what is being indexed anew do not tell what is there: then this throws.
    const types = type === undefined ? resourceTypes : [asked.type];
    for (const each of types) (await asked.wiring.searchParameters.recent()).find(each, '_profile');
    const { database } = asked.wiring;
    return answerOf(await labelsInUse(database, visibilityOf(asked.caller), types));
  },
};

export const resourceMetaAdd: Operation = changing(metaAddTerms, withMeta);
export const resourceMetaDelete: Operation = changing(metaDeleteTerms, withoutMeta);

function changing(terms: OperationTerms, change: (resource: Resource, meta: Meta) => Resource): Operation {
  const applied = (input: OperationInput, current: Resource): Resource => {
    const resource = change(current, input.value<Meta>('meta') ?? {});
    requireValidResource(resource);
    return resource;
  };
  return {
    terms,
    act: 'write',
    async concerns(asked, input) {
      const current = parseJson((await currentOf(asked)).body) as Resource;
      return [{ act: 'write', change: 'update', resource: applied(input, current), id: asked.id }];
    },
    async handle(asked, input) {
      const { type, id } = asked;
      const apply = (current: Resource): Resource => applied(input, current);
      const [written] = await asked.record.write([{ action: 'patch', type, id, apply }]);
      if (written === undefined) throw new Error('A change was left without an answer');
      return metaAnswer(written.stored);
    },
  };
}

function metaAnswer(stored: Stored): Answer {
  const { meta = {} } = parseJson(stored.body) as Resource;
  return answerOf(meta, stored);
}

function answerOf(valueMeta: Meta, ...shown: Stored[]): Answer {
  const text = JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'return', valueMeta }] });
  return { status: 200, text, shown };
}

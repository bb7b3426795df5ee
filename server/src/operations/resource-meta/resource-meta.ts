/**
 * `$meta`, `$meta-add` and `$meta-delete` of one resource: http://hl7.org/fhir/R4/resource-operation-meta.html. The two that change
 * something are updates to the law, so that a label that protects somebody is taken away by those only who might do it by an
 * update; a superseded version is not changed.
 */
import type { Meta, Resource } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Stored } from '../../store/record.ts';
import type { Operation, OperationTerms } from '../operation.ts';
import { bodyParameters, queryParameters } from '../parameters.ts';
import { withMeta, withoutMeta } from './change-meta.ts';
import { metaAddTerms, metaDeleteTerms, metaTerms } from './terms.ts';

export const resourceMeta: Operation = {
  terms: metaTerms,
  act: 'read',
  async handle(asked) {
    queryParameters(asked, metaTerms);
    return metaAnswer(asked.parts.version === undefined ? await currentOf(asked) : await asked.versionAsked());
  },
};

export const resourceMetaAdd: Operation = changing(metaAddTerms, withMeta);
export const resourceMetaDelete: Operation = changing(metaDeleteTerms, withoutMeta);

function changing(terms: OperationTerms, change: (resource: Resource, meta: Meta) => Resource): Operation {
  const applied = (asked: Asked, current: Resource): Resource => {
    const resource = change(current, givenMeta(asked, terms));
    requireValidResource(resource);
    return resource;
  };
  return {
    terms,
    act: 'write',
    async concerns(asked) {
      const current = parseJson((await currentOf(asked)).body) as Resource;
      return [{ act: 'write', change: 'update', resource: applied(asked, current), id: asked.id }];
    },
    async handle(asked) {
      const { type, id } = asked;
      const apply = (current: Resource): Resource => applied(asked, current);
      const [written] = await asked.record.write([{ action: 'patch', type, id, apply }]);
      if (written === undefined) throw new Error('A change was left without an answer');
      return metaAnswer(written.stored);
    },
  };
}

async function currentOf(asked: Asked): Promise<Stored> {
  const { type, id } = asked;
  const stored = await asked.record.read(type, id);
  if (stored === undefined) throw await asked.whyAbsent(type, id);
  if (stored.deleted) throw new Failure('gone', 'The resource has been deleted');
  return stored;
}

function givenMeta(asked: Asked, terms: OperationTerms): Meta {
  const meta = bodyParameters(asked, terms).get('meta')?.valueMeta;
  if (meta === undefined) throw new Failure('invalid', `$${terms.code} needs meta, as valueMeta`);
  return meta;
}

function metaAnswer(stored: Stored): Answer {
  const { meta } = parseJson(stored.body) as Resource;
  const text = JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'return', valueMeta: meta }] });
  return { status: 200, text, shown: [stored] };
}

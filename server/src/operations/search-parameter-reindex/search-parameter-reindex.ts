/** `POST SearchParameter/$reindex` and `GET SearchParameter/$reindex-status`: for those who administer the server. */
import type { Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { ParameterTable } from '../../store/reindex/parameter-table.ts';
import type { Operation } from '../operation.ts';
import { reindexTerms, statusTerms } from './terms.ts';

export const searchParameterReindex: Operation = {
  terms: reindexTerms,
  act: 'load',
  concerns: () => [{ act: 'load' }],
  async handle(asked, input) {
    const type = input.text('type');
    if (type !== undefined && !isResourceType(type))
      throw new Failure('invalid', 'type must name a resource type of FHIR R4');
    const { searchParameters } = asked.wiring;
    await searchParameters.rewrite(type === undefined ? 'all' : [type]);
    return statusAnswer(asked);
  },
};

export const searchParameterReindexStatus: Operation = {
  terms: statusTerms,
  act: 'load',
  concerns: () => [{ act: 'load' }],
  handle: statusAnswer,
};

async function statusAnswer({ wiring }: Asked): Promise<Answer> {
  const table = await wiring.searchParameters.now();
  const answer: Parameters = { resourceType: 'Parameters', parameter: [...types(table), ...parameters(table)] };
  return { status: 200, text: JSON.stringify(answer), shown: [] };
}

function types(table: ParameterTable): ParametersParameter[] {
  return table.behind().map(({ name, done, total }) => ({
    name: 'type',
    part: [
      { name: 'type', valueCode: name },
      { name: 'done', valueInteger: Math.min(done, 2 ** 31 - 1) },
      { name: 'total', valueInteger: Math.min(total, 2 ** 31 - 1) },
    ],
  }));
}

function parameters(table: ParameterTable): ParametersParameter[] {
  return table.added().map((parameter) => ({
    name: 'parameter',
    part: [
      { name: 'definition', valueReference: { reference: `SearchParameter/${table.originOf(parameter) ?? ''}` } },
      { name: 'base', valueCode: parameter.owner },
      { name: 'code', valueCode: parameter.code },
      { name: 'state', valueCode: table.canAnswer(parameter) ? 'active' : 'indexing' },
    ],
  }));
}

/** `GET Patient/[id]/$everything`: http://hl7.org/fhir/R4/patient-operation-everything.html */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { everythingBundle, requireInstant } from '../everything-bundle.ts';
import type { Operation } from '../operation.ts';
import { countOf, queryParameters } from '../parameters.ts';
import { terms } from './terms.ts';

const usualCount = 500;
const mostCount = 2000;

export const patientEverything: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const parameters = queryParameters(asked, terms, ['_cursor', '_summary', '_elements']);
    const since = parameters.get('_since');
    const types = parameters.get('_type')?.split(',');
    if (types?.every(isResourceType) === false)
      throw new Failure('invalid', '_type must name resource types of FHIR R4');
    const [start, end, cursor] = ['start', 'end', '_cursor'].map((name) => parameters.get(name));
    if (since !== undefined) requireInstant('_since', since);
    const page = await asked.record.everything(asked.id, {
      count: countOf(parameters, usualCount, mostCount),
      ...(cursor !== undefined && { cursor }),
      ...(since !== undefined && { since }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(types !== undefined && { types }),
    });
    return everythingBundle(asked, `Patient/${asked.id}/$everything`, page);
  },
};

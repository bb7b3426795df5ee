/** `GET Patient/[id]/$everything`: http://hl7.org/fhir/R4/patient-operation-everything.html */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { openedBeside } from '../../access/open-linked.ts';
import { everythingBundle } from '../everything-bundle.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

const usualCount = 500;
const mostCount = 2000;

export const patientEverything: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked, input) {
    const types = input.texts('_type').flatMap((names) => names.split(','));
    if (!types.every(isResourceType))
      throw new Failure('invalid', '$everything: _type must name resource types of FHIR R4');
    const [start, end, since] = ['start', 'end', '_since'].map((name) => input.text(name));
    const cursor = input.ofPage('_cursor');
    const beside = await openedBeside(asked, asked.id);
    const page = await asked.record.everything(asked.id, {
      count: input.count(usualCount, mostCount),
      ...(cursor !== undefined && { cursor }),
      ...(since !== undefined && { since }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(types.length > 0 && { types }),
      ...(beside.length > 0 && { beside: beside.map(({ patientKey }) => patientKey) }),
    });
    return everythingBundle(asked, input, `Patient/${asked.id}/$everything`, page);
  },
};

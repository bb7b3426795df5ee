/** `GET Patient/[id]/$everything`: http://hl7.org/fhir/R4/patient-operation-everything.html */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { bundleText, foundEntry } from '../../http/form/bundle.ts';
import type { Operation } from '../operation.ts';
import { pageLinks } from '../page-links.ts';
import { countOf, queryParameters } from '../parameters.ts';
import { terms } from './terms.ts';

const usualCount = 500;
const mostCount = 2000;

export const patientEverything: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const parameters = queryParameters(asked, terms, ['_cursor']);
    const since = parameters.get('_since');
    const types = parameters.get('_type')?.split(',');
    if (types?.every(isResourceType) === false)
      throw new Failure('invalid', '_type must name resource types of FHIR R4');
    const cursor = parameters.get('_cursor');
    const { matches, included, next } = await asked.record.everything(asked.id, {
      count: countOf(parameters, usualCount, mostCount),
      ...(cursor !== undefined && { cursor }),
      ...(since !== undefined && { since }),
      ...(types !== undefined && { types }),
    });
    const entries = [
      ...matches.map((stored) => foundEntry(asked.base, stored, 'match')),
      ...included.map((stored) => foundEntry(asked.base, stored, 'include')),
    ];
    const links = pageLinks(asked, `Patient/${asked.id}/$everything`, next);
    return { status: 200, text: bundleText({ type: 'searchset', links, entries }), shown: [...matches, ...included] };
  },
};

/**
 * The search parameter that finds Tasks by the care unit that keeps them: what a unit has asked for and what is to be seen there lie with others
 * as often as with itself (http://hl7.org/fhir/R4/searchparameter.html).
 */
import type { SearchParameter } from '@medplum/fhirtypes';
import { careUnitUrl } from './order-codes.ts';

export const keptBy = 'care-unit';

export const keptByParameter: SearchParameter & { id: string } = {
  resourceType: 'SearchParameter',
  id: 'Task-care-unit',
  url: 'https://vardkedjan.se/fhir/SearchParameter/Task-care-unit',
  name: 'TaskCareUnit',
  status: 'active',
  description:
    'The care unit that keeps the Task: of an order, and of an answer that is to be seen, the unit that asked',
  code: keptBy,
  base: ['Task'],
  type: 'reference',
  expression: `Task.meta.extension.where(url = '${careUnitUrl}').value.ofType(Reference)`,
  target: ['Organization'],
};

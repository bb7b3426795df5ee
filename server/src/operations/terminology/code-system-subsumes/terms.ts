import { goesIn, type OperationTerms } from '../../operation.ts';
import { result } from '../terminology-terms.ts';

export const terms: OperationTerms = {
  code: 'subsumes',
  type: 'CodeSystem',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes',
  description: 'Whether one code of a system is above another in its hierarchy.',
  affectsState: false,
  parameters: [
    goesIn('codeA', 'code', 'The code that may be above.'),
    goesIn('codeB', 'code', 'The code that may be below.'),
    goesIn('system', 'uri', 'The code system of both.'),
    goesIn('version', 'string', 'The version of the code system.'),
    goesIn('codingA', 'Coding', 'The code that may be above, with its system.'),
    goesIn('codingB', 'Coding', 'The code that may be below, with its system.'),
    result('outcome', 'code', 'equivalent, subsumes, subsumed-by or not-subsumed.', 1),
  ],
};

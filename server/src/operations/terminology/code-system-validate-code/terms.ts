import { goesIn, type OperationTerms } from '../../operation.ts';
import { result } from '../terminology-terms.ts';

export const terms: OperationTerms = {
  code: 'validate-code',
  type: 'CodeSystem',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code',
  description: 'Whether a code is one of a code system, and whether that is what it is called.',
  affectsState: false,
  parameters: [
    goesIn('url', 'uri', 'The code system.'),
    goesIn('codeSystem', 'CodeSystem', 'The code system itself.'),
    goesIn('code', 'code', 'The code.'),
    goesIn('version', 'string', 'The version of the code system.'),
    goesIn('display', 'string', 'What it is said to be called.'),
    goesIn('coding', 'Coding', 'A coding; its system must be the code system.'),
    goesIn('codeableConcept', 'CodeableConcept', 'One of its codings must be valid.'),
    goesIn('date', 'dateTime', 'The day on which it is to be valid.'),
    goesIn('abstract', 'boolean', 'False: a code that is not to be chosen itself is not valid.'),
    goesIn('displayLanguage', 'code', 'The language of the display that is returned.'),
    result('result', 'boolean', 'Whether it is valid.', 1),
    result('message', 'string', 'Why not; or what to know although it is.'),
    result('display', 'string', 'What the code is called.'),
  ],
};

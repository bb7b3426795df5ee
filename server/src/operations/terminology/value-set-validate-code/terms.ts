import { goesIn, type OperationTerms } from '../../operation.ts';
import { result } from '../terminology-terms.ts';

export const terms: OperationTerms = {
  code: 'validate-code',
  type: 'ValueSet',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code',
  description: 'Whether a code is in a value set, and whether that is what it is called.',
  affectsState: false,
  parameters: [
    goesIn('url', 'uri', 'The value set; implicit ones too.'),
    goesIn('valueSet', 'ValueSet', 'The value set itself.'),
    goesIn('valueSetVersion', 'string', 'The version of the value set.'),
    goesIn('code', 'code', 'The code; with system.'),
    goesIn('system', 'uri', 'The code system of the code.'),
    goesIn('systemVersion', 'string', 'The version of the code system.'),
    goesIn(
      'inferSystem',
      'boolean',
      'The code system is the one that the value set takes such a code from (as in R5).',
    ),
    goesIn('display', 'string', 'What it is said to be called.'),
    goesIn('coding', 'Coding', 'A coding.'),
    goesIn('codeableConcept', 'CodeableConcept', 'One of its codings must be in the value set.'),
    goesIn('date', 'dateTime', 'The day on which it is to be valid.'),
    goesIn('abstract', 'boolean', 'False: a code that is not to be chosen itself is not valid.'),
    goesIn('displayLanguage', 'code', 'The language of the display that is returned.'),
    result('result', 'boolean', 'Whether it is valid.', 1),
    result('message', 'string', 'Why not; or what to know although it is.'),
    result('display', 'string', 'What the code is called.'),
  ],
};

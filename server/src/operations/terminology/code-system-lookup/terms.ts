import { goesIn, goesInOften, type OperationTerms } from '../../operation.ts';
import { partOf, result } from '../terminology-terms.ts';

export const terms: OperationTerms = {
  code: 'lookup',
  type: 'CodeSystem',
  levels: ['type'],
  standard: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup',
  description: 'What is known about a code: its names, properties and place in the hierarchy.',
  affectsState: false,
  parameters: [
    goesIn('code', 'code', 'The code; with system.'),
    goesIn('system', 'uri', 'The code system.'),
    goesIn('version', 'string', 'The version of the system; the newest that is valid without it.'),
    goesIn('coding', 'Coding', 'Code and system in one.'),
    goesIn('date', 'dateTime', 'The day for which the code is looked up.'),
    goesIn('displayLanguage', 'code', 'The language of the display.'),
    goesInOften('property', 'code', 'The properties to return; all of them without.'),
    result('name', 'string', 'Of the code system.', 1),
    result('version', 'string', 'Of the code system.'),
    result('display', 'string', 'What the code is called.', 1),
    {
      ...partOf('designation', undefined, 0, '*'),
      part: [partOf('language', 'code'), partOf('use', 'Coding'), partOf('value', 'string', 1)],
    },
    {
      ...partOf('property', undefined, 0, '*'),
      part: [partOf('code', 'code', 1), partOf('value', 'Element'), partOf('description', 'string')],
    },
  ],
};

import { goesIn, type OperationTerms } from '../../operation.ts';
import { partOf, result } from '../terminology-terms.ts';

export const terms: OperationTerms = {
  code: 'translate',
  type: 'ConceptMap',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
  description: 'A code in the words of another value set, by a concept map.',
  affectsState: false,
  parameters: [
    goesIn('url', 'uri', 'The concept map; without it, those between the source and the target.'),
    goesIn('conceptMap', 'ConceptMap', 'The concept map itself.'),
    goesIn('conceptMapVersion', 'string', 'The version of the concept map.'),
    goesIn('code', 'code', 'The code; with system.'),
    goesIn('system', 'uri', 'The code system of the code.'),
    goesIn('version', 'string', 'The version of the code system.'),
    goesIn('source', 'uri', 'The value set that the code was chosen from.'),
    goesIn('coding', 'Coding', 'A coding.'),
    goesIn('codeableConcept', 'CodeableConcept', 'Each of its codings is translated.'),
    goesIn('target', 'uri', 'The value set to translate into.'),
    goesIn('targetsystem', 'uri', 'The code system to translate into.'),
    {
      name: 'dependency',
      use: 'in',
      min: 0,
      max: '*',
      documentation: 'The code of another element, which the translation may depend on.',
      part: [
        { name: 'element', use: 'in', min: 1, max: '1', type: 'uri' },
        { name: 'concept', use: 'in', min: 1, max: '1', type: 'CodeableConcept' },
      ],
    },
    goesIn('reverse', 'boolean', 'From the target to the source.'),
    result('result', 'boolean', 'Whether there is a translation.', 1),
    result('message', 'string', 'Why not.'),
    {
      ...partOf('match', undefined, 0, '*'),
      part: [
        partOf('equivalence', 'code'),
        partOf('concept', 'Coding'),
        { ...partOf('product', undefined, 0, '*'), part: [partOf('element', 'uri'), partOf('concept', 'Coding')] },
        partOf('source', 'uri'),
      ],
    },
  ],
};

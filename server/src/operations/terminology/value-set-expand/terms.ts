import { comesOut, goesIn, goesInOften, type OperationTerms } from '../../operation.ts';

export const terms: OperationTerms = {
  code: 'expand',
  type: 'ValueSet',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
  description:
    'The codes of a value set, a page of them; with a filter, those whose code or names have the words, the best first.',
  affectsState: false,
  parameters: [
    goesIn('url', 'uri', 'The value set; implicit ones too.'),
    goesIn('valueSet', 'ValueSet', 'The value set itself.'),
    goesIn('valueSetVersion', 'string', 'The version of the value set.'),
    goesIn('filter', 'string', 'What somebody has typed: beginnings of words, or of a code.'),
    goesIn('date', 'dateTime', 'The day whose versions and codes count.'),
    goesIn('offset', 'integer', 'How many codes come before the page.'),
    goesIn('count', 'integer', 'How many codes the page has at most; 0: only how many there are.'),
    goesIn('includeDesignations', 'boolean', 'Whether the other names are returned too.'),
    goesInOften('designation', 'string', 'Which of them: a language, or a use as system|code.'),
    goesIn('includeDefinition', 'boolean', 'Whether the definition of the value set is returned too.'),
    goesIn('activeOnly', 'boolean', 'Only codes that are still active.'),
    goesIn(
      'excludeNested',
      'boolean',
      'False: codes stand within those above them, when all are returned. Else the list is flat.',
    ),
    goesIn('excludeNotForUI', 'boolean', 'No codes that only group others.'),
    goesIn('excludePostCoordinated', 'boolean', 'Post-coordinated codes are never returned.'),
    goesIn('displayLanguage', 'code', 'The language of the display.'),
    goesInOften('exclude-system', 'canonical', 'A code system whose codes are left out.'),
    goesInOften('system-version', 'canonical', 'The version of a code system, where the value set says none.'),
    goesInOften('check-system-version', 'canonical', 'The version of a code system that must be the one used.'),
    goesInOften('force-system-version', 'canonical', 'The version of a code system, whatever the value set says.'),
    comesOut('ValueSet', 'The value set with its expansion.'),
  ],
};

import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'everything',
  type: 'Encounter',
  levels: ['instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/Encounter-everything',
  description:
    'Everything in the compartment of one encounter that the caller may see, and what that refers to, in pages.',
  affectsState: false,
  ofPages: ['_cursor', '_summary', '_elements'],
  parameters: [
    goesIn('_since', 'instant', 'Only what has changed since then.'),
    goesInOften('_type', 'code', 'Only these types, separated by commas; what they refer to comes along.'),
    goesIn('_count', 'integer', 'How many resources of the compartment a page holds.'),
    comesOut('Bundle', 'A searchset.'),
  ],
};

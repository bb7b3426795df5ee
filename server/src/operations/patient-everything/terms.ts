import { comesOut, goesIn, goesInOften, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'everything',
  type: 'Patient',
  levels: ['instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
  description: 'Everything in one record that the caller may see, and what it refers to outside the record, in pages.',
  affectsState: false,
  ofPages: ['_cursor', '_summary', '_elements'],
  parameters: [
    goesIn(
      'start',
      'date',
      'Only care from this date on; what has no date of care, or does not tell it, comes in any case.',
    ),
    goesIn('end', 'date', 'Only care to this date.'),
    goesIn('_since', 'instant', 'Only what has changed since then.'),
    goesInOften('_type', 'code', 'Only these types, separated by commas.'),
    goesIn('_count', 'integer', 'How many resources a page holds.'),
    comesOut('Bundle', 'A searchset; the Patient first.'),
  ],
};

/** What the data holds, and belongs to what is not built yet. */
export const later: readonly (readonly [suite: string, why: string])[] = [
  ['SQL on FHIR v2 (134 ViewDefinition cases)', 'SQL on FHIR comes later'],
  ['GraphQL (29 pairs)', 'GraphQL comes later'],
  ['CQL (1,835 cases)', 'there is no CQL engine; those that are FHIRPath are in the suite fhirpath'],
  ['HL7 v2 (139 messages), C-CDA documents, RIV-TA messages', 'exchange with other systems comes later'],
  ['DICOM', 'imaging comes later'],
];

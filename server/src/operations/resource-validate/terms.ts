import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'validate',
  type: 'Resource',
  instance: false,
  method: 'POST',
  standard: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  description:
    'Checks a resource against the base definitions of R4, as a write would, without storing it. Profiles are not supported.',
  affectsState: false,
  parameters: [
    goesIn('resource', 'Resource', 'The resource; it may also be the body itself.', 1),
    comesOut('OperationOutcome', 'Every issue.'),
  ],
};

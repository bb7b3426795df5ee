import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'validate',
  type: 'Resource',
  levels: ['type', 'instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  description:
    'Checks a resource against the base definitions of R4, the profiles that it claims or that are asked for, and the definitions of its extensions, without storing it. With a mode, also whether a create, update or delete would be done.',
  affectsState: false,
  parameters: [
    goesIn(
      'resource',
      'Resource',
      'The resource; it may also be the body itself. On an instance without one, what is stored.',
    ),
    goesIn('mode', 'code', 'create, update or delete: whether that would be done, too.'),
    goesIn('profile', 'uri', 'Canonical URL of a profile that the resource must conform to.'),
    comesOut('OperationOutcome', 'Every issue.'),
  ],
};

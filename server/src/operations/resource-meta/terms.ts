import { comesOut, goesIn, type OperationTerms } from '../operation.ts';

const given = goesIn('meta', 'Meta', 'Profiles, tags and security labels; all else in it is left aside.', 1);

export const metaTerms: OperationTerms = {
  code: 'meta',
  type: 'Resource',
  levels: ['system', 'type', 'instance'],
  versions: true,
  standard: 'http://hl7.org/fhir/OperationDefinition/Resource-meta',
  description:
    'The profiles, tags and security labels of a resource or of one version of it; of a type or of everything, those in use in what the caller may see.',
  affectsState: false,
  parameters: [comesOut('Meta', 'The meta of the resource, or the labels in use.')],
};

export const metaAddTerms: OperationTerms = {
  code: 'meta-add',
  type: 'Resource',
  levels: ['instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/Resource-meta-add',
  description:
    'Adds profiles, tags and security labels to a resource. It is an update: decided as one, and a new version when it changes something.',
  affectsState: true,
  parameters: [given, comesOut('Meta', 'The meta of the resource, as it then is.')],
};

export const metaDeleteTerms: OperationTerms = {
  code: 'meta-delete',
  type: 'Resource',
  levels: ['instance'],
  standard: 'http://hl7.org/fhir/OperationDefinition/Resource-meta-delete',
  description:
    'Takes profiles, tags and security labels from a resource. It is an update: decided as one, and a new version when it changes something.',
  affectsState: true,
  parameters: [given, comesOut('Meta', 'The meta of the resource, as it then is.')],
};

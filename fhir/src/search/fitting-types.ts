/** Which types of elements each type of search parameter reads (https://hl7.org/fhir/R4/search.html#ptypes; values.ts reads them). */
import type { SourceKind } from './index-sources.ts';

const words = ['string', 'markdown', 'code', 'id'];
const addresses = ['uri', 'url', 'canonical', 'oid', 'uuid'];

export const fittingTypes: Record<SourceKind, ReadonlySet<string>> = {
  number: new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt', 'Range']),
  date: new Set(['date', 'dateTime', 'instant', 'Period', 'Timing']),
  string: new Set([...words, 'HumanName', 'Address']),
  token: new Set([
    'CodeableConcept',
    'Coding',
    'Identifier',
    'ContactPoint',
    'boolean',
    'code',
    'string',
    'id',
    'uri',
    'oid',
    'uuid',
  ]), // prettier-ignore
  reference: new Set(['Reference', 'canonical', 'uri', 'Resource']),
  quantity: new Set([
    'Quantity',
    'SimpleQuantity',
    'Age',
    'Count',
    'Distance',
    'Duration',
    'Money',
    'Range',
    'SampledData',
  ]),
  uri: new Set(addresses),
};

/** What a department answers an order with. */
import type { Observation, Patient, ServiceRequest } from '@medplum/fhirtypes';
import type { Draw } from './draw.ts';

export interface Answered {
  /** http://terminology.hl7.org/CodeSystem/v2-0074 */
  category: 'LAB' | 'MB' | 'PAT' | 'RAD' | 'OTH';
  title: string;
  values: readonly (Pick<Observation, 'code' | 'valueQuantity' | 'referenceRange' | 'interpretation'> & {
    key: string;
  })[];
  /** As it is written, letter by letter (F1). */
  conclusion: string;
}

export type Answering = (request: ServiceRequest, patient: Patient, draw: Draw) => Answered;

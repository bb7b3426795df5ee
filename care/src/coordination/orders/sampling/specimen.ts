/** A sample as it was taken (http://hl7.org/fhir/R4/specimen.html): of which order, in what, by whom and when, and whether it was scanned at the patient's side. */
import type { Practitioner, Reference, ServiceRequest, Specimen } from '@medplum/fhirtypes';
import { containerSystem } from '../order-codes.ts';
import type { Tube } from './tubes.ts';

export const specimenNumberSystem = 'https://vardkedjan.se/fhir/specimen-number';
/** The tube's label was read by a scanner after the patient's wristband. */
export const scannedUrl = 'https://vardkedjan.se/fhir/StructureDefinition/scanned-at-the-patient';

export interface Taken {
  tube: Tube;
  request: ServiceRequest;
  collector: Reference<Practitioner>;
  isScanned: boolean;
  now: Date;
}

export function specimenOf({ tube, request, collector, isScanned, now }: Taken): Specimen & { id: string } {
  const { code, display } = tube.container;
  return {
    resourceType: 'Specimen',
    id: tube.id,
    ...(isScanned && { extension: [{ url: scannedUrl, valueBoolean: true }] }),
    identifier: [{ system: specimenNumberSystem, value: tube.number }],
    status: 'available',
    subject: request.subject,
    request: [{ reference: `ServiceRequest/${request.id}` }],
    collection: { collector, collectedDateTime: now.toISOString() },
    container: [{ type: { coding: [{ system: containerSystem, code, display }], text: display } }],
  };
}

/** It was not taken, or from another: what was said stays in its versions. */
export function takenBack({ meta: _meta, ...specimen }: Specimen): Specimen {
  return { ...specimen, status: 'entered-in-error' };
}

export const isTaken = ({ status }: Specimen): boolean => status === 'available' || status === 'unavailable';

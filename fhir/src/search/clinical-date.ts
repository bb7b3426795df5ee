/**
 * The date that a record is read by, for each type the search parameter that says when it happened. It stands in the
 * resource's own row and leads the order of its index rows, so it is searched and sorted without an index of its own.
 */
import type { Resource } from '@medplum/fhirtypes';
import { sourcesOf } from './index-sources.ts';
import { parameterOf, type SearchParameter } from './parameters.ts';
import type { Zone } from './search-instants.ts';
import { joinSpans, type Span, spanOf } from './values.ts';

/** Types whose date is not by a parameter called `date`. */
const otherwise: Record<string, string> = {
  Account: 'period',
  ChargeItem: 'occurrence',
  Claim: 'created',
  ClaimResponse: 'created',
  Communication: 'sent',
  CommunicationRequest: 'authored',
  Condition: 'onset-date',
  CoverageEligibilityRequest: 'created',
  CoverageEligibilityResponse: 'created',
  DetectedIssue: 'identified',
  DeviceRequest: 'authored-on',
  DocumentManifest: 'created',
  EpisodeOfCare: 'date',
  ExplanationOfBenefit: 'created',
  Goal: 'start-date',
  ImagingStudy: 'started',
  Media: 'created',
  MedicationAdministration: 'effective-time',
  MedicationDispense: 'whenhandedover',
  MedicationRequest: 'authoredon',
  MedicationStatement: 'effective',
  NutritionOrder: 'datetime',
  PaymentNotice: 'created',
  PaymentReconciliation: 'created',
  Provenance: 'recorded',
  QuestionnaireResponse: 'authored',
  RequestGroup: 'authored',
  ServiceRequest: 'authored',
  Slot: 'start',
  Specimen: 'collected',
  Task: 'authored-on',
  VisionPrescription: 'datewritten',
};

/** undefined: the type has no such date, and its rows are ordered by when they were last updated. */
export function clinicalParameter(type: string): SearchParameter | undefined {
  return parameterOf(type, otherwise[type] ?? 'date');
}

/** undefined when the type has no clinical date, or the resource does not tell it. */
export function clinicalSpan(resource: Resource, zone: Zone): Span | undefined {
  const parameter = clinicalParameter(resource.resourceType);
  if (parameter === undefined) return undefined;
  const spans: (Span | undefined)[] = [];
  for (const source of sourcesOf(parameter))
    source.walk(resource, (value, type) => spans.push(spanOf(value, type, zone)));
  return joinSpans(spans);
}

/** Drug orders as resources: a new one, a renewed or changed one with the one before, and one that is paused, resumed or ended. */
import type { Annotation, Dosage, MedicationRequest, Practitioner, Reference } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { asksForTwo, doubleSigningUrl } from '../giving/administration.ts';
import { goingOn } from './going-on.ts';
import type { OrderStatus } from './lawful-order.ts';
import { pauseUrl, withPauses } from './pauses.ts';

/** Who orders, for whom, and when. */
export interface Ordering {
  practitioner: Reference<Practitioner>;
  patientId: string;
  /** FHIR dateTime. */
  now: string;
}

export type NewOrder = Pick<MedicationRequest, 'medicationCodeableConcept' | 'dosageInstruction'> &
  Partial<
    Pick<
      MedicationRequest,
      'reasonCode' | 'reasonReference' | 'courseOfTherapyType' | 'dispenseRequest' | 'category' | 'note'
    >
  > & {
    /** Day by which the treatment is to be judged. */
    evaluateBy?: string | undefined;
    /** Two sign each dose. */
    twoSign?: boolean;
  };

/** R4 has no element for it. */
export const evaluateByUrl = 'https://vardkedjan.se/fhir/StructureDefinition/evaluate-by';
const courses = 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy';

export function orderOf(
  { evaluateBy, twoSign, ...content }: NewOrder,
  { practitioner, patientId, now }: Ordering,
): MedicationRequest {
  const extension = [
    ...(evaluateBy ? [{ url: evaluateByUrl, valueDate: evaluateBy }] : []),
    ...(twoSign ? [{ url: doubleSigningUrl, valueBoolean: true }] : []),
  ];
  return {
    resourceType: 'MedicationRequest',
    ...(extension.length > 0 && { extension }),
    status: 'active',
    intent: 'order',
    ...content,
    courseOfTherapyType: content.courseOfTherapyType ?? courseOf(content.dosageInstruction ?? []),
    subject: { reference: `Patient/${patientId}` },
    authoredOn: now,
    requester: practitioner,
  };
}

/** The same drug and dose anew, for a year, with the text made from the dose; the answers to its alerts go along. */
export function renewalOf(order: MedicationRequest, { practitioner, patientId, now }: Ordering): MedicationRequest {
  const {
    id,
    meta: _meta,
    text: _text,
    note: _note,
    statusReason: _reason,
    encounter: _encounter,
    eventHistory: _events,
    extension,
    ...content
  } = order;
  const kept = (extension ?? []).filter(({ url }) => url !== pauseUrl);
  const start = now.slice(0, 10);
  return {
    ...content,
    ...(kept.length > 0 && { extension: kept }),
    status: 'active',
    subject: { reference: `Patient/${patientId}` },
    authoredOn: now,
    requester: practitioner,
    dosageInstruction: goingOn(order).map(toldAnew),
    priorPrescription: { reference: `MedicationRequest/${id ?? ''}` },
    dispenseRequest: { ...order.dispenseRequest, validityPeriod: { start, end: aYearAfter(start) } },
  };
}

/** The same substance at another dose or in another strength, from today on: what it is for and when it is to be judged go along, and so do the answers to its alerts. */
export function changedOrder(
  before: MedicationRequest,
  { medicationCodeableConcept, dosageInstruction }: NewOrder,
  { practitioner, patientId, now }: Ordering,
): MedicationRequest {
  const { category, reasonCode, reasonReference, encounter, detectedIssue } = before;
  const evaluateBy = before.extension?.find(({ url }) => url === evaluateByUrl)?.valueDate;
  const order = orderOf(
    {
      medicationCodeableConcept,
      dosageInstruction,
      evaluateBy,
      twoSign: asksForTwo(before),
      ...(category && { category }),
      ...(reasonCode && { reasonCode }),
      ...(reasonReference && { reasonReference }),
      dispenseRequest: { validityPeriod: { start: now.slice(0, 10) } },
    },
    { practitioner, patientId, now },
  );
  return {
    ...order,
    ...(encounter && { encounter }),
    ...(detectedIssue && { detectedIssue }),
    priorPrescription: { reference: `MedicationRequest/${before.id ?? ''}` },
  };
}

function toldAnew(dosage: Dosage): Dosage {
  const told = doseText([dosage]);
  return told.source === 'structured' ? { ...dosage, text: told.text } : dosage;
}

/** Into another state, with the reason as it was given. */
export function movedTo(
  order: MedicationRequest,
  status: OrderStatus,
  reason: string,
  { practitioner, now }: Ordering,
): MedicationRequest {
  const { statusReason: before, extension: _extension, ...content } = order;
  const extension = withPauses(order, status, now);
  const rest = { ...content, ...(extension.length > 0 && { extension }) };
  if (status === 'active') return { ...rest, status, ...noted(order, before?.text, { practitioner, now }) };
  const isOver = status === 'stopped' || status === 'completed';
  const start = order.dispenseRequest?.validityPeriod?.start;
  const end = now.slice(0, 10);
  return {
    ...rest,
    status,
    statusReason: { text: reason },
    ...(isOver &&
      start !== undefined && {
        dispenseRequest: { ...order.dispenseRequest, validityPeriod: { start, end: end < start ? start : end } },
      }),
  };
}

/** Why it was paused stays when it goes on. */
function noted(
  order: MedicationRequest,
  reason: string | undefined,
  { practitioner, now }: Pick<Ordering, 'practitioner' | 'now'>,
): { note?: Annotation[] } {
  return reason === undefined
    ? {}
    : { note: [...(order.note ?? []), { authorReference: practitioner, time: now, text: reason }] };
}

function courseOf(dosages: readonly Dosage[]): NonNullable<MedicationRequest['courseOfTherapyType']> {
  const ends = dosages.some(
    ({ timing }) =>
      timing?.repeat?.boundsDuration !== undefined ||
      timing?.repeat?.boundsPeriod?.end !== undefined ||
      timing?.repeat?.count !== undefined,
  );
  return { coding: [{ system: courses, code: ends ? 'acute' : 'continuous' }] };
}

function aYearAfter(day: string): string {
  const year = Number(day.slice(0, 4)) + 1;
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
}

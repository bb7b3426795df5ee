/** Drug orders as resources: a new one, a renewed or changed one with the one before, and one that is paused, resumed or ended. */
import type { Annotation, Dosage, MedicationRequest, Practitioner, Quantity, Reference } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { asksForTwo, doubleSigningUrl } from '../giving/administration.ts';
import { courseEnd } from './course-end.ts';
import { goingOn } from './going-on.ts';
import type { OrderStatus } from './lawful-order.ts';
import { categoryOf, type DrugKind, kindOf, type OrderSetting, settingOf } from './order-kind.ts';
import { pauseUrl, withPauses } from './pauses.ts';

/** Who orders, for whom, and when. */
export interface Ordering {
  practitioner: Reference<Practitioner>;
  patientId: string;
  /** FHIR dateTime. */
  now: string;
}

export type NewOrder = Pick<MedicationRequest, 'medicationCodeableConcept' | 'dosageInstruction'> &
  Partial<Pick<MedicationRequest, 'reasonCode' | 'reasonReference' | 'courseOfTherapyType' | 'note'>> & {
    setting: OrderSetting;
    kind?: DrugKind | undefined;
    /** Of a prescription. */
    dispensing?: Dispensing | undefined;
    /** Day by which the treatment is to be judged. */
    evaluateBy?: string | undefined;
    /** Two sign each dose. */
    twoSign?: boolean;
  };

/** What a pharmacy may hand out. */
export interface Dispensing {
  /** Each time. */
  amount?: Quantity | undefined;
  /** How many times in all. */
  times?: number | undefined;
  /** The last day; else that of the course, or a year from the start. */
  until?: string | undefined;
}

/** R4 has no element for it. */
export const evaluateByUrl = 'https://vardkedjan.se/fhir/StructureDefinition/evaluate-by';
const courses = 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy';

export function orderOf(
  { evaluateBy, twoSign, setting, kind, dispensing, ...content }: NewOrder,
  { practitioner, patientId, now }: Ordering,
): MedicationRequest {
  const extension = [
    ...(evaluateBy ? [{ url: evaluateByUrl, valueDate: evaluateBy }] : []),
    ...(twoSign ? [{ url: doubleSigningUrl, valueBoolean: true }] : []),
  ];
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    ...(extension.length > 0 && { extension }),
    status: 'active',
    intent: 'order',
    category: categoryOf(setting, kind),
    ...content,
    courseOfTherapyType: content.courseOfTherapyType ?? courseOf(content.dosageInstruction ?? []),
    subject: { reference: `Patient/${patientId}` },
    authoredOn: now,
    requester: practitioner,
  };
  return setting === 'prescription' ? { ...order, dispenseRequest: dispenseRequestOf(order, dispensing ?? {}) } : order;
}

/** A drug that is given on a ward is fetched by nobody, and has none. */
function dispenseRequestOf(
  order: MedicationRequest,
  { amount, times, until }: Dispensing,
): NonNullable<MedicationRequest['dispenseRequest']> {
  const start = (order.authoredOn ?? '').slice(0, 10);
  return {
    validityPeriod: { start, end: until ?? courseEnd(order) ?? aYearAfter(start) },
    ...(times !== undefined && { numberOfRepeatsAllowed: times - 1 }),
    ...(amount && { quantity: amount }),
  };
}

/** Of an order that is changed. */
export function dispensingOf({ dispenseRequest }: MedicationRequest): Dispensing {
  const { quantity, numberOfRepeatsAllowed } = dispenseRequest ?? {};
  return {
    ...(quantity && { amount: quantity }),
    ...(numberOfRepeatsAllowed !== undefined && { times: numberOfRepeatsAllowed + 1 }),
  };
}

/** One that says neither is a prescription when it may be fetched. */
export const settingAsOrdered = (order: MedicationRequest): OrderSetting =>
  settingOf(order) ?? (order.dispenseRequest === undefined ? 'ward' : 'prescription');

/** It is ordered because of what the entry says. */
export const followingOn = (order: MedicationRequest, entry: string): MedicationRequest => ({
  ...order,
  supportingInformation: [...(order.supportingInformation ?? []), { reference: entry }],
});

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

/**
 * The same substance at another dose or in another strength, from today on: what is not said anew goes along, what it is for, when it is to be judged and
 * where it is given among it, and so do the answers to its alerts.
 */
export function changedOrder(
  before: MedicationRequest,
  anew: Pick<NewOrder, 'medicationCodeableConcept' | 'dosageInstruction'> & Partial<NewOrder>,
  { practitioner, patientId, now }: Ordering,
): MedicationRequest {
  const { reasonCode, reasonReference, encounter, detectedIssue } = before;
  const order = orderOf(
    {
      setting: settingAsOrdered(before),
      kind: kindOf(before),
      dispensing: dispensingOf(before),
      evaluateBy: evaluateByOf(before),
      twoSign: asksForTwo(before),
      ...(reasonCode && { reasonCode }),
      ...(reasonReference && { reasonReference }),
      ...anew,
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

/** `2026-12-24`; undefined: it is not said. */
export const evaluateByOf = ({ extension }: MedicationRequest): string | undefined =>
  extension?.find(({ url }) => url === evaluateByUrl)?.valueDate;

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

/**
 * An order as it is signed: what is asked (ServiceRequest) and its handling (Task) with the same id, and the moves of the handling. What several
 * things are asked of one sample or at one occasion is one order: each stands coded in orderDetail.
 */
import type {
  CodeableConcept,
  Encounter,
  Organization,
  Practitioner,
  Reference,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { orderCatalogueSystem, orderKindSystem, orderStateSystem, orderTask } from './order-codes.ts';
import { type HandlingState, handlingStateOf, taskStatusOf } from './order-state.ts';
import { receiptDue } from './order-times.ts';

export const orderKinds = {
  laboratory: 'Laboratorieprov',
  imaging: 'Bilddiagnostik',
  physiology: 'Klinisk fysiologi',
  referral: 'Remiss',
  nursing: 'Omvårdnad',
  bed: 'Vårdplats',
} as const;
export type OrderKind = keyof typeof orderKinds;

export interface Asked {
  id: string;
  kind: OrderKind;
  /** From the catalogue; none of a referral. */
  items: readonly { code: string; display: string }[];
  /** What one wants to know. */
  question: string;
  history: string;
  /** From where on the body the sample is. */
  site?: string;
  priority: NonNullable<ServiceRequest['priority']>;
  patientId: string;
  encounter?: Reference<Encounter>;
  requester: Reference<Practitioner>;
  performer: Reference<Organization>;
  /** The day on which it is to be done, where it is another than the one on which it is asked. */
  day?: string;
  now: Date;
}

const businessStatus = (state: HandlingState): CodeableConcept => ({
  coding: [{ system: orderStateSystem, code: state }],
});

export function requestOf(asked: Asked): ServiceRequest & { id: string } {
  const { id, kind, items, question, history, encounter } = asked;
  const codings = items.map(({ code, display }) => ({ system: orderCatalogueSystem, code, display }));
  const names = items.map(({ display }) => display).join(', ');
  const [only] = codings;
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    priority: asked.priority,
    category: [
      { coding: [{ system: orderKindSystem, code: kind, display: orderKinds[kind] }], text: orderKinds[kind] },
    ],
    code: { ...(codings.length === 1 && only && { coding: [only] }), text: names || question },
    ...(codings.length > 1 && { orderDetail: codings.map((coding) => ({ coding: [coding], text: coding.display })) }),
    subject: { reference: `Patient/${asked.patientId}` },
    ...(encounter && { encounter }),
    ...(asked.day !== undefined && { occurrenceDateTime: asked.day }),
    authoredOn: asked.now.toISOString(),
    requester: asked.requester,
    performer: [asked.performer],
    ...(names !== '' && question !== '' && { reasonCode: [{ text: question }] }),
    ...(asked.site && { bodySite: [{ text: asked.site }] }),
    ...(history !== '' && { note: [{ text: history }] }),
  };
}

export function handlingOf(request: ServiceRequest & { id: string }, now: Date): Task & { id: string } {
  const at = now.toISOString();
  return {
    resourceType: 'Task',
    id: request.id,
    status: taskStatusOf.sent,
    businessStatus: businessStatus('sent'),
    intent: 'order',
    priority: request.priority ?? 'routine',
    code: { coding: [orderTask], text: orderTask.display ?? '' },
    ...(request.code?.text !== undefined && { description: request.code.text }),
    focus: { reference: `ServiceRequest/${request.id}` },
    for: request.subject,
    ...(request.encounter && { encounter: request.encounter }),
    authoredOn: at,
    lastModified: at,
    ...(request.requester && { requester: request.requester }),
    ...(request.performer?.[0] && { owner: request.performer[0] }),
    restriction: { period: { end: receiptDue(now, request.priority) } },
  };
}

export interface Move {
  to: HandlingState;
  now: Date;
  /** Needed to return and to forward. */
  reason?: string;
  /** Where it is forwarded, or sent again. */
  owner?: Reference<Organization>;
}

/** The next version of the handling; whether it may be is for orderFault to say. */
export function moved(order: Task, { to, now, reason, owner }: Move): Task {
  const { statusReason: _before, ...kept } = order;
  const from = handlingStateOf(order);
  const isSentAnew =
    to === 'forwarded' || to === 'sampled' || (to === 'sent' && (from === 'returned' || from === 'sampled'));
  return {
    ...kept,
    status: taskStatusOf[to],
    businessStatus: businessStatus(to),
    ...(reason !== undefined && { statusReason: { text: reason } }),
    ...(owner && { owner }),
    ...(isSentAnew && { restriction: { ...order.restriction, period: { end: receiptDue(now, order.priority) } } }),
    lastModified: now.toISOString(),
  };
}

/** What kind of thing is asked for; undefined where it does not say one of ours. */
export function orderKindOf({ category = [] }: ServiceRequest): OrderKind | undefined {
  const codes = category.flatMap(({ coding = [] }) => coding).filter(({ system }) => system === orderKindSystem);
  return (Object.keys(orderKinds) as OrderKind[]).find((kind) => codes.some(({ code }) => code === kind));
}

/**
 * Somebody is to come: a return visit, an assessment, planned treatment, or a first visit by referral. It is an order like others
 * (care/src/coordination/orders), mostly to the own unit, so it is in exactly one state; when it is to be stands in occurrencePeriod.
 */
import type {
  Encounter,
  Extension,
  Organization,
  Practitioner,
  Reference,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { handlingOf } from '../orders/order-of.ts';
import { orderKindSystem } from '../orders/order-codes.ts';
import { type Guarantee, isPauseReason, type WaitingPause } from './care-guarantee.ts';

export const visitKinds = {
  'return-visit': 'Återbesök',
  assessment: 'Medicinsk bedömning',
  treatment: 'Planerad behandling',
} as const;
export type AskedVisit = keyof typeof visitKinds;
export type VisitKind = AskedVisit | 'first-visit';

export interface VisitAsked {
  id: string;
  kind: AskedVisit;
  reason: string;
  patientId: string;
  encounter?: Reference<Encounter>;
  requester: Reference<Practitioner>;
  /** With whom, when it matters. */
  with?: Reference<Practitioner>;
  unit: Reference<Organization>;
  /** Days, YYYY-MM-DD. */
  from: string;
  until: string;
  now: Date;
}

export function visitRequest(asked: VisitAsked): [ServiceRequest & { id: string }, Task & { id: string }] {
  const name = visitKinds[asked.kind];
  const request: ServiceRequest & { id: string } = {
    resourceType: 'ServiceRequest',
    id: asked.id,
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: orderKindSystem, code: asked.kind, display: name }], text: name }],
    code: { text: asked.reason.trim() === '' ? name : asked.reason },
    subject: { reference: `Patient/${asked.patientId}` },
    ...(asked.encounter && { encounter: asked.encounter }),
    occurrencePeriod: { start: asked.from, end: asked.until },
    authoredOn: asked.now.toISOString(),
    requester: asked.requester,
    performer: [asked.unit, ...(asked.with ? [asked.with] : [])],
  };
  return [request, { ...handlingOf(request, asked.now), owner: asked.unit }];
}

const isAsked = (code: string | undefined): code is AskedVisit => code !== undefined && Object.hasOwn(visitKinds, code);

/** undefined: nobody is to come. */
export function visitKindOf({ category = [] }: ServiceRequest): VisitKind | undefined {
  const codings = category.flatMap(({ coding = [] }) => coding);
  const own = codings.find(({ system, code }) => system === orderKindSystem && isAsked(code))?.code;
  if (isAsked(own)) return own;
  const isReferral = ({ system = '', code = '' }: { system?: string; code?: string }) =>
    (system === orderKindSystem && code === 'referral') || system.endsWith('/referral-kind');
  return codings.some(isReferral) ? 'first-visit' : undefined;
}

/** Which guarantee there is; of a first visit by referral only where care is specialised. */
export function guaranteeOf(kind: VisitKind, isSpecialised: boolean): Guarantee | undefined {
  if (kind === 'return-visit') return undefined;
  return kind === 'first-visit' && !isSpecialised ? undefined : kind;
}

export const waitingPauseUrl = 'https://vardkedjan.se/fhir/StructureDefinition/waiting-pause';

export function pausesOf({ extension = [] }: Pick<Task, 'extension'>): WaitingPause[] {
  return extension.filter(({ url }) => url === waitingPauseUrl).flatMap(pauseOf);
}

function pauseOf({ extension = [] }: Extension): WaitingPause[] {
  const named = (name: string) => extension.find(({ url }) => url === name);
  const reason = named('reason')?.valueCode;
  const { start, end } = named('period')?.valuePeriod ?? {};
  if (!isPauseReason(reason) || start === undefined) return [];
  const truth = (name: 'informed' | 'offered' | 'said') => {
    const said = named(name)?.valueBoolean;
    return said === undefined ? {} : { [name]: said };
  };
  return [
    {
      reason,
      from: start,
      ...(end !== undefined && { until: end }),
      ...truth('informed'),
      ...truth('offered'),
      ...truth('said'),
    },
  ];
}

/** The next version of the handling, with one more pause or another in its place. */
export function withPauses(handling: Task, pauses: readonly WaitingPause[], now: Date): Task {
  const others = (handling.extension ?? []).filter(({ url }) => url !== waitingPauseUrl);
  const { extension: _before, ...kept } = handling;
  const extension = [...others, ...pauses.map(extensionOf)];
  return { ...kept, ...(extension.length > 0 && { extension }), lastModified: now.toISOString() };
}

function extensionOf({ reason, from, until, ...told }: WaitingPause): Extension {
  return {
    url: waitingPauseUrl,
    extension: [
      { url: 'reason', valueCode: reason },
      { url: 'period', valuePeriod: { start: from, ...(until !== undefined && { end: until }) } },
      ...Object.entries(told).map(([url, valueBoolean]) => ({ url, valueBoolean })),
    ],
  };
}

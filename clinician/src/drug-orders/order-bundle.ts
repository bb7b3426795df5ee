/** What is sent when drugs are ordered: each order with the answers to its alerts, and what becomes of the order before it, whole or not at all. */
import type { AllergyIntolerance, Bundle, BundleEntry, DetectedIssue, MedicationRequest } from '@medplum/fhirtypes';
import { answeredIssue, type DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { isInForce, noKnownHypersensitivity } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import { movedTo, type Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';

export interface Ordered {
  order: MedicationRequest;
  alerts: readonly DrugAlert[];
  /** The one it follows on, and what becomes of that. */
  before?: { order: MedicationRequest; status: 'stopped' | 'completed'; reason: string };
  /** It was a draft until now. */
  draft?: MedicationRequest;
}

/** Reasons by alert: `allergy:J01CE02|…`. */
export type Reasons = Readonly<Record<string, string>>;

export const alertKey = ({ rule, about }: DrugAlert): string => `${rule}:${about}`;

/**
 * In the place of a reason: whoever orders has asked, and no hypersensitivity is known. That is kept of the patient, so that nobody has to
 * ask again, instead of with the order.
 */
const noneKnown = '\u0000none-known';
const unknownKey = 'allergy-unknown:patient';

export const withNoneKnown = (reasons: Reasons): Reasons => ({ ...reasons, [unknownKey]: noneKnown });

/** It is asked about, and nothing that is known contradicts that there is none. */
export function mayBeNone(alerts: readonly DrugAlert[], allergies: readonly AllergyIntolerance[]): boolean {
  return alerts.some(({ rule }) => rule === 'allergy-unknown') && !allergies.some(isInForce);
}

/** The alerts that have no reason yet. */
export function unanswered(alerts: readonly DrugAlert[], reasons: Reasons): DrugAlert[] {
  return alerts.filter((alert) => alert.stops && (reasons[alertKey(alert)] ?? '').trim() === '');
}

export function orderBundle(
  ordered: readonly Ordered[],
  reasons: Reasons,
  ordering: Ordering,
  newUrn: () => string,
): Bundle {
  const issues = new Map<string, BundleEntry>();
  const entries = ordered.flatMap(({ order, alerts, before, draft }): BundleEntry[] => {
    const answered = alerts
      .filter((alert) => alert.stops && reasons[alertKey(alert)] !== noneKnown)
      .map((alert) => issueEntry(alert, issues, { reasons, ordering, newUrn }));
    const named = [...(order.detectedIssue ?? []), ...answered.map(({ fullUrl }) => ({ reference: fullUrl ?? '' }))];
    const resource: MedicationRequest = { ...order, ...(named.length > 0 && { detectedIssue: named }) };
    const request: BundleEntry['request'] =
      draft === undefined ? { method: 'POST', url: 'MedicationRequest' } : putOf(draft);
    return [
      { resource, request },
      ...(before ? [movedEntry(before.order, before.status, before.reason, ordering)] : []),
    ];
  });
  const isAsked = ordered.some(({ alerts }) => alerts.some((alert) => reasons[alertKey(alert)] === noneKnown));
  const none: BundleEntry[] = isAsked
    ? [{ resource: noKnownHypersensitivity(ordering), request: { method: 'POST', url: 'AllergyIntolerance' } }]
    : [];
  return { resourceType: 'Bundle', type: 'transaction', entry: [...none, ...issues.values(), ...entries] };
}

/** The same alert about several orders is answered once. */
function issueEntry(
  alert: DrugAlert,
  issues: Map<string, BundleEntry>,
  { reasons, ordering, newUrn }: { reasons: Reasons; ordering: Ordering; newUrn: () => string },
): BundleEntry<DetectedIssue> {
  const key = alertKey(alert);
  const entry = issues.get(key) ?? {
    fullUrl: newUrn(),
    resource: answeredIssue(alert, { ...ordering, reason: (reasons[key] ?? '').trim() }),
    request: { method: 'POST', url: 'DetectedIssue' },
  };
  issues.set(key, entry);
  return entry as BundleEntry<DetectedIssue>;
}

/** An order into another state, on the version that is shown. */
export function movedEntry(
  order: MedicationRequest,
  status: 'stopped' | 'completed' | 'on-hold',
  reason: string,
  ordering: Ordering,
): BundleEntry {
  return { resource: movedTo(order, status, reason, ordering), request: putOf(order) };
}

const putOf = ({ id, meta }: MedicationRequest): BundleEntry['request'] => ({
  method: 'PUT',
  url: `MedicationRequest/${id ?? ''}`,
  ifMatch: `W/"${meta?.versionId ?? ''}"`,
});

/**
 * Signing a reconciliation: the List with its Provenance, what is said to be taken as it is decided, what is ordered anew with the answers to its alerts, and what
 * is ordered with us and not taken is stopped, whole or not at all. What is tapped is kept as it is tapped (F17).
 */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { type DrugAcrossSources, nameOfDrug } from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import {
  outcomeOf,
  type ReconciliationOutcome,
  withOrdered,
} from '@vardkedjan/care/clinical/reconciliation/outcome.ts';
import {
  type Decided,
  type Decisions,
  provenanceOf,
  type Reconciling,
  reconciliationList,
} from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo, useState } from 'react';
import { useChart } from '../../chart/use-chart.ts';
import { useFormDraft } from '../../drafts/use-form-draft.ts';
import { withAsked } from '../../drug-orders/alerts-asked.ts';
import { alertKey, movedEntry, orderBundle, type Reasons, unanswered } from '../../drug-orders/order-bundle.ts';
import { useDrugAlerts } from '../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../drug-orders/use-ordering.ts';
import { texts } from './texts.ts';

interface Form {
  /** By reference of the entry; undefined: as the latest reconciliation left it. */
  decided: Readonly<Record<string, Decided>> | undefined;
  when: Reconciling['when'];
  reasons: Reasons;
}

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;

/** `standing`: what the latest reconciliation decided. */
export function useReconciling(
  patientId: string,
  rows: readonly DrugAcrossSources[],
  standing: Decisions,
  occasion: Reconciling['when'],
) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const draft = useFormDraft<Form>(
    { patientId, form: 'reconciliation', args: {} },
    { decided: undefined, when: occasion, reasons: {} },
  );
  const { decided, when, reasons } = draft.fields;
  const [isTried, setTried] = useState(false);
  const decisions = useMemo(
    () => withOrdered(rows, decided ? new Map(Object.entries(decided)) : standing),
    [rows, decided, standing],
  );
  const by: Reconciling = { ...hand.ordering(), when };
  const outcome = outcomeOf(rows, decisions, by, {
    mayPrescribe: hand.mayPrescribe,
    texts: { otherSource: t.otherSource, ordered: t.ordered },
  });
  const ends = [...outcome.ordered.map(({ before }) => before.id), ...outcome.stopped.map(({ order }) => order.id)];
  const ordered = outcome.ordered.map(({ order, before }) => {
    const beside = outcome.ordered.flatMap((each) => (each.order === order ? [] : [each.order]));
    const alerts = withAsked(
      alertsFor(order, chart, { without: ends, beside, said: outcome.statements }),
      hand.asked,
      order,
    );
    return { order, alerts, before: { order: before, status: 'stopped' as const, reason: t.otherSource } };
  });
  const alerts = [...new Map(ordered.flatMap((each) => each.alerts.map((alert) => [alertKey(alert), alert]))).values()];
  async function sign(screen: PatientOnScreen): Promise<boolean> {
    setTried(true);
    if (unanswered(alerts, reasons).length > 0) return false;
    const orders = orderBundle(ordered, reasons, by, newUrn);
    return hand.send(bundleOf({ rows, decisions, by, outcome, orders: orders.entry ?? [] }), screen);
  }
  return {
    draft,
    decisions,
    isBegun: draft.isBegun,
    decide: (next: Decisions) => draft.change({ decided: Object.fromEntries(next) }),
    alerts,
    isTried,
    outcome,
    sign: () => draft.send(sign),
    isSaving: hand.isSending,
    problems: [...hand.problems, draft.problem].filter(Boolean),
    mayPrescribe: hand.mayPrescribe,
  };
}

interface Signed {
  rows: readonly DrugAcrossSources[];
  decisions: Decisions;
  by: Reconciling;
  outcome: ReconciliationOutcome;
  /** What is ordered, with the answers to its alerts, and what that ends. */
  orders: readonly BundleEntry[];
}

function bundleOf({ rows, decisions, by, outcome, orders }: Signed): Bundle {
  const urn = newUrn();
  const named = orders.map((entry) =>
    entry.request?.method === 'POST' && entry.resource?.resourceType === 'MedicationRequest'
      ? { ...entry, fullUrl: newUrn() }
      : entry,
  );
  const made = named.flatMap(({ fullUrl, resource }) =>
    fullUrl !== undefined && resource?.resourceType === 'MedicationRequest'
      ? [{ reference: fullUrl, name: nameOfDrug(resource) }]
      : [],
  );
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: urn,
        resource: reconciliationList(rows, decisions, by, made),
        request: { method: 'POST', url: 'List' },
      },
      { resource: provenanceOf(urn, rows, by), request: { method: 'POST', url: 'Provenance' } },
      ...named,
      ...outcome.statements.map(
        (resource): BundleEntry => ({
          resource,
          request:
            resource.id === undefined
              ? { method: 'POST', url: 'MedicationStatement' }
              : {
                  method: 'PUT',
                  url: `MedicationStatement/${resource.id}`,
                  ifMatch: `W/"${resource.meta?.versionId ?? ''}"`,
                },
        }),
      ),
      ...outcome.stopped.map(({ order, reason }) => movedEntry(order, 'stopped', reason, by)),
    ],
  };
}

/** What is written on the round as orders: what each line comes to, what the safety rules say of it beside the others, and all of it signed in one unit of work. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { changedOrder, orderOf, type Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useState } from 'react';
import { useChart } from '../../../chart/use-chart.ts';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import { drugsQuery } from '../../../drug-orders/find-drugs.ts';
import { alertKey, movedEntry, orderBundle, type Reasons, unanswered } from '../../../drug-orders/order-bundle.ts';
import { useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { nearestUnit } from '../../../orders/nearest-unit.ts';
import { catalogueQuery } from '../../../orders/order-catalogue-query.ts';
import { ownUnitQuery, unitsQuery } from '../../../orders/units-query.ts';
import { useSession } from '../../../session/session-context.ts';
import { stayHere } from '../round/round-rows.ts';
import { useSettled } from '../../../drug-orders/use-settled.ts';
import { type TestOrderIds, testOrders } from './test-orders.ts';
import type { orderTexts } from './texts.ts';
import { type Line, linesIn, type Understood } from './written-lines.ts';
import { wordsIn } from './named-drugs.ts';

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;
const isUnderstood = (line: Line): line is Extract<Line, Understood> =>
  line.kind === 'change' || line.kind === 'new' || line.kind === 'end' || line.kind === 'tests';
const begins = (line: Line): line is Extract<Line, { kind: 'change' | 'new' }> =>
  line.kind === 'change' || line.kind === 'new';

export type WrittenOrders = ReturnType<typeof useWrittenOrders>;

export function useWrittenOrders(patientId: string, text: string) {
  const chart = useChart(patientId);
  const { assignment } = useSession();
  const hand = useOrdering(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const tests = useSuspenseQuery(catalogueQuery).data;
  const laboratories = useSuspenseQuery(unitsQuery('laboratory', assignment.careProvider.id)).data;
  const own = useSuspenseQuery(ownUnitQuery(assignment.careUnit.id)).data;
  const laboratory = nearestUnit(laboratories, own);
  const { drugsLike, failed } = useDrugsLike(text);
  const [ids] = useState<TestOrderIds>(() => new Map());
  const by = hand.ordering();
  const lines = linesIn(text, { orders: chart.medicationRequests, tests, drugsLike, now: new Date(by.now) });
  const asking = { ids, laboratory, encounter: stayHere(chart, assignment.careUnit.id), by };
  const understood = lines.filter(isUnderstood);
  const drugs = lines.filter(begins).map((line) => ({ line, order: orderIn(line, by) }));
  const ended = understood.flatMap((line) => (line.kind === 'change' || line.kind === 'end' ? [line.before.id] : []));
  const beside = (order: MedicationRequest) => drugs.flatMap((each) => (each.order === order ? [] : [each.order]));
  const ordered = drugs.map(({ line, order }) => ({
    order,
    alerts: withAsked(alertsFor(order, chart, { without: ended, beside: beside(order) }), hand.asked, order),
    ...(line.kind === 'change' && { before: { order: line.before, status: 'stopped' as const, reason: line.why } }),
  }));
  // What is the same of several drugs is said once.
  const alerts = [...new Map(ordered.flatMap((each) => each.alerts.map((alert) => [alertKey(alert), alert]))).values()];
  return {
    chart,
    hand,
    lines,
    alerts,
    laboratory,
    /** The catalogue could not be asked. */
    failed,
    /** True when all of it was taken. */
    async sign(reasons: Reasons, screen: PatientOnScreen): Promise<boolean> {
      if (unanswered(alerts, reasons).length > 0) return false;
      const orders = orderBundle(ordered, reasons, by, newUrn);
      const moves = understood.flatMap((line) =>
        line.kind === 'end' ? [movedEntry(line.before, line.status, line.why, by)] : [],
      );
      return hand.send(
        { ...orders, entry: [...(orders.entry ?? []), ...moves, ...testOrders(understood, asking)] },
        screen,
      );
    },
  };
}

function orderIn(line: Extract<Understood, { kind: 'change' | 'new' }>, by: Ordering): MedicationRequest {
  const ordered = { medicationCodeableConcept: line.drug.concept, dosageInstruction: line.dosages };
  if (line.kind === 'change') return changedOrder(line.before, ordered, by);
  return orderOf(
    {
      ...ordered,
      setting: 'ward',
      ...(line.why !== '' && { reasonCode: [{ text: line.why }] }),
    },
    by,
  );
}

const leastLetters = 3;

/** The catalogue by the first word of each line, asked when the typing has come to rest. */
function useDrugsLike(text: string) {
  const settled = useSettled(text);
  const firsts = settled.split('\n').map((line) => wordsIn(line)[0]?.toLowerCase() ?? '');
  const words = [...new Set(firsts.filter((word) => word.length >= leastLetters))];
  const found = useQueries({ queries: words.map((word) => drugsQuery(word)) });
  const byWord = new Map(words.map((word, at) => [word, found[at]?.data]));
  return {
    drugsLike: (word: string) => (word.length < leastLetters ? [] : byWord.get(word)),
    failed: found.find(({ isError, data }) => isError && data === undefined),
  };
}

/** What stands in the way of signing, in words; none when all of it is understood. */
export function faultsIn({ lines, hand, laboratory }: WrittenOrders, t: (typeof orderTexts)['sv']): string[] {
  const befores = lines.flatMap((line) => ('before' in line ? [line.before.id] : []));
  const faults = lines.flatMap((line): string[] => {
    if (line.kind === 'searching') return [t.stillSearching];
    if (!isUnderstood(line)) return [t.notSigned];
    if (line.kind === 'tests') return laboratory === undefined ? [t.noLaboratory] : [];
    if (!hand.mayPrescribe) return [t.notPrescriber];
    if (line.kind === 'new') return [];
    const isAgain = befores.filter((id) => id === line.before.id).length > 1;
    return [...(isAgain ? [t.again(line.drug.name)] : []), ...(line.why === '' ? [t.whyMissing(line.drug.name)] : [])];
  });
  return lines.length === 0 ? [t.nothing] : [...new Set(faults)];
}

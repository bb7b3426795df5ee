/** Ordering by a set: who does what, what the safety rules say of each drug beside the others, and all of it signed in one unit of work. */
import type { Bundle, BundleEntry, Encounter, MedicationRequest, Organization, Reference } from '@medplum/fhirtypes';
import type { OrderSetting } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import { useQuery } from '@tanstack/react-query';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import {
  type AskedService,
  drugOrderOf,
  serviceOrdersOf,
  type SetOrdering,
} from '@vardkedjan/care/coordination/order-sets/order-by-set.ts';
import {
  type DrugLine,
  linesOf,
  nameOfLine,
  type ServiceLine,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { type Orderable, unfolded } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo, useState } from 'react';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import { alertKey, mayBeNone, orderBundle, unanswered, withNoneKnown } from '../../../drug-orders/order-bundle.ts';
import { settingHere } from '../../../drug-orders/setting-here.ts';
import { useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { type OrderingHand, useOrdering } from '../../../drug-orders/use-ordering.ts';
import { catalogueQuery } from '../../../orders/order-catalogue-query.ts';
import { useSession } from '../../../session/session-context.ts';
import { canonicalOf } from '../../../unit-templates/template-versions.ts';
import type { OrderSet } from '../queries.ts';
import { texts } from '../texts.ts';
import { dosagesOf, type Filled, isTicked, reasonsIn, whyKey } from './filled.ts';
import { usePerformers } from './use-performers.ts';

export function useSetOrdering(set: OrderSet, patientId: string, filled: Filled) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const { assignment } = useSession();
  const hand = useOrdering(patientId);
  const units = usePerformers(filled);
  const catalogueFound = useQuery(catalogueQuery).data;
  const catalogue = catalogueFound ?? [];
  const [numbers] = useState(() => new Map<string, string>());
  const lines = useMemo(() => linesOf(set), [set]);
  const onlyTicked = lines.filter((line) => isTicked(line, filled));
  const contact = ongoingContact(chart.encounters, assignment.careUnit.id, today());
  const unitId = assignment.careUnit.id;
  // Whoever is asked a bed for is to be given it there.
  const setting = onlyTicked.some(({ kind }) => kind === 'bed') ? 'ward' : settingHere(chart.encounters, unitId);
  const by = orderingOf(set, patientId, hand.ordering().practitioner, contact, numberOf(numbers, set.id), setting);
  const drugs = onlyTicked.filter((line): line is DrugLine => line.kind === 'drug' && hand.mayPrescribe);
  const services = onlyTicked.filter((line): line is ServiceLine => line.kind !== 'drug');
  const { orders, alertsOf } = useDrugsOfSet(drugs, filled, by, hand);
  // What is the same of several drugs is said once, with the first of them.
  const shown = shownOnce(drugs, alertsOf);
  const bed = services.find(({ kind }) => kind === 'bed');
  const performerOf = (line: ServiceLine): Reference<Organization> | undefined => units.of(line, bed);
  const missing = (): string[] => [
    ...(drugs.length + services.length === 0 ? [t.nothing] : []),
    ...drugs.filter(({ id }) => !orders.has(id)).map((line) => t.doseMissing(nameOfLine(line))),
    ...services.flatMap((line) => missingOf(line, filled, performerOf(line), catalogue, t)),
  ];
  return {
    lines,
    /** What can be ordered and who does it has been fetched. */
    isReady: units.isReady && catalogueFound !== undefined,
    count: drugs.length + services.length,
    hand,
    alertsOf: ({ id }: DrugLine) => shown.get(id) ?? [],
    performerOf: (line: ServiceLine) => performerOf(line)?.display ?? '',
    wards: units.wards,
    chart,
    /** Hypersensitivity is asked about, and may be answered with that none is known. */
    mayBeNone: mayBeNone(drugs.flatMap(alertsOf), chart.allergies),
    /** True when all of it was taken. */
    async sign(screen: PatientOnScreen, isNoneKnown = false): Promise<boolean> {
      const problems = missing();
      hand.setProblems(problems);
      const reasons = isNoneKnown ? withNoneKnown(reasonsIn(filled)) : reasonsIn(filled);
      if (problems.length > 0 || unanswered(drugs.flatMap(alertsOf), reasons).length > 0) return false;
      const ordered = drugs.flatMap((line) => {
        const order = orders.get(line.id);
        return order === undefined ? [] : [{ order, alerts: alertsOf(line) }];
      });
      const asked = services.flatMap((line) =>
        askedOf(line, filled, performerOf(line), catalogue, numberOf(numbers, `${set.id} ${line.id}`)),
      );
      const bundle = orderBundle(ordered, reasons, hand.ordering(), newUrn);
      return hand.send(withServices(bundle, serviceOrdersOf(asked, by)), screen);
    },
  };
}

/** The drug orders that the lines come to, and what the rules say of each beside the others. */
function useDrugsOfSet(drugs: readonly DrugLine[], filled: Filled, by: SetOrdering, hand: OrderingHand) {
  const chart = useChart(by.patientId);
  const alertsFor = useDrugAlerts(by.patientId);
  const orders = new Map(
    drugs.flatMap((line): [string, MedicationRequest][] => {
      const dosages = dosagesOf(line, filled);
      return dosages === undefined ? [] : [[line.id, drugOrderOf(line, dosages, by)]];
    }),
  );
  const alertsOf = ({ id }: DrugLine): DrugAlert[] => {
    const order = orders.get(id);
    if (order === undefined) return [];
    const beside = [...orders.values()].filter((other) => other !== order);
    return withAsked(alertsFor(order, chart, { beside }), hand.asked, order);
  };
  return { orders, alertsOf };
}

const newUrn = () => `urn:uuid:${crypto.randomUUID()}`;

function shownOnce(drugs: readonly DrugLine[], alertsOf: (line: DrugLine) => DrugAlert[]): Map<string, DrugAlert[]> {
  const said = new Set<string>();
  return new Map(
    drugs.map((line) => {
      const own = alertsOf(line).filter((alert) => !said.has(alertKey(alert)));
      for (const alert of own) said.add(alertKey(alert));
      return [line.id, own];
    }),
  );
}

/** The same for as long as the form is open, so that a second try is the same order. */
function numberOf(numbers: Map<string, string>, of: string): string {
  const number = numbers.get(of) ?? crypto.randomUUID();
  numbers.set(of, number);
  return number;
}

function orderingOf(
  set: OrderSet,
  patientId: string,
  practitioner: SetOrdering['practitioner'],
  contact: Encounter | undefined,
  number: string,
  setting: OrderSetting,
): SetOrdering {
  const encounter = contact?.id === undefined ? {} : { encounter: { reference: `Encounter/${contact.id}` } };
  return { set: canonicalOf(set), number, patientId, practitioner, setting, ...encounter, now: new Date() };
}

function missingOf(
  line: ServiceLine,
  filled: Filled,
  performer: Reference<Organization> | undefined,
  catalogue: readonly Orderable[],
  t: (typeof texts)['sv'],
): string[] {
  const isUnknown = line.code !== undefined && !catalogue.some(({ code }) => code === line.code);
  const why = (filled[whyKey(line)] ?? '').trim();
  return [
    ...(performer === undefined ? [t.noPerformer(line.text)] : []),
    ...(isUnknown ? [t.notInCatalogue(line.text)] : []),
    ...(line.kind === 'imaging' && why === '' ? [t.questionMissing(line.text)] : []),
    ...(line.kind === 'bed' && why === '' ? [t.whyMissing] : []),
  ];
}

function askedOf(
  line: ServiceLine,
  filled: Filled,
  performer: Reference<Organization> | undefined,
  catalogue: readonly Orderable[],
  orderId: string,
): AskedService[] {
  if (performer === undefined) return [];
  const items = unfolded(
    catalogue.filter(({ code }) => code === line.code),
    catalogue,
  );
  return [{ ...line, question: (filled[whyKey(line)] ?? line.question).trim(), performer, items, orderId }];
}

function withServices(bundle: Bundle, services: ReturnType<typeof serviceOrdersOf>): Bundle {
  const entry = services.flat().map(
    (resource): BundleEntry => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    }),
  );
  return { ...bundle, entry: [...(bundle.entry ?? []), ...entry] };
}

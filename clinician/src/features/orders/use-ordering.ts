/** What all three ways of ordering share: who asks, from which contact, sending with its failure in words, and taking it back. */
import type { Organization, ServiceRequest, Timing } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Asked, OrderKind } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo, useState } from 'react';
import { ongoingContact } from '../../chart/ongoing-contact.ts';
import { today } from '../../chart/today.ts';
import { useChart } from '../../chart/use-chart.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { useSession } from '../../session/session-context.ts';
import { nearestUnit } from '../../orders/nearest-unit.ts';
import { type Prefilled, prefilled } from './prefilled.ts';
import { texts } from './texts.ts';
import { ownUnitQuery, unitsQuery, type UnitsFor } from '../../orders/units-query.ts';
import { moveOrder, send, stopSeries, unitReference } from '../../orders/sending.ts';

export interface Order {
  items: Asked['items'];
  /** From where on the body the sample is; empty: it is not asked. */
  site?: string;
  question: string;
  history: string;
  priority: NonNullable<ServiceRequest['priority']>;
  performer: Organization;
  /** It is repeated. */
  timing?: Timing | undefined;
  /** It is done once, on another day than today. */
  day?: string | undefined;
}

export interface Ordering {
  before: Prefilled;
  units: readonly Organization[];
  own: Organization | undefined;
  /** The nearest of the units, when they have been fetched; undefined: there is none, or it is not known, which is said. */
  nearest: (among?: (units: readonly Organization[]) => readonly Organization[]) => Promise<Organization | undefined>;
  problem: string;
  /** Says what is missing: it is not sent. */
  refuse: (problem: string) => false;
  isSending: boolean;
  /** The order that was just sent. */
  sent: { id: string; to: string; isSeries: boolean } | undefined;
  /** True when it was sent. */
  send: (kind: OrderKind, order: Order, screen: PatientOnScreen) => Promise<boolean>;
  /** True when it was taken back. */
  withdraw: () => Promise<boolean>;
  another: () => void;
}

export function useOrdering(patientId: string, what: UnitsFor): Ordering {
  const { session, assignment } = useSession();
  const chart = useChart(patientId);
  const { isSaving: isSending, problem, setProblem, save } = useSaving(patientId);
  const units = useQuery(unitsQuery(what, assignment.careProvider.id)).data ?? [];
  const own = useQuery(ownUnitQuery(assignment.careUnit.id)).data;
  const practitioner = session.caller?.practitioner?.id ?? '';
  const contact = ongoingContact(chart.encounters, assignment.careUnit.id, today());
  const before = useMemo(() => prefilled(contact, chart.notes, practitioner), [contact, chart.notes, practitioner]);
  const [sent, setSent] = useState<Ordering['sent']>();
  // Kept until it has been taken in, so that a second try is the same order.
  const [id, setId] = useState(() => crypto.randomUUID());

  const refuse = (words: string): false => {
    setProblem(words);
    return false;
  };
  const another = () => {
    setSent(undefined);
    setId(crypto.randomUUID());
  };
  return {
    before,
    units,
    own,
    nearest: useNearest(what, refuse),
    problem,
    refuse,
    isSending,
    sent,
    async send(kind, { performer, timing, day, site, items, question, history, priority }, screen) {
      if (isSending || sent) return false;
      const requester = {
        reference: `Practitioner/${practitioner}`,
        display: nameWithTitle(session.name, assignment.title),
      };
      const encounter = contact?.id === undefined ? {} : { encounter: { reference: `Encounter/${contact.id}` } };
      const order = { items, question, history, priority };
      const asked = { ...order, id, kind, patientId, requester, performer: unitReference(performer), now: new Date() };
      const isSent = await save(() =>
        send({ ...asked, ...encounter, ...(day && { day }), ...(site && { site }) }, timing, screen),
      );
      if (isSent) setSent({ id, to: performer.name ?? '', isSeries: timing !== undefined });
      return isSent;
    },
    async withdraw() {
      const isBack = sent !== undefined && (await save(() => takenBack(sent, patientId)));
      if (isBack) another();
      return isBack;
    },
    another,
  };
}

function useNearest(what: UnitsFor, refuse: Ordering['refuse']): Ordering['nearest'] {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const { assignment } = useSession();
  return async (among = (units) => units) => {
    try {
      const [all, here] = await Promise.all([
        queries.ensureQueryData(unitsQuery(what, assignment.careProvider.id)),
        queries.ensureQueryData(ownUnitQuery(assignment.careUnit.id)),
      ]);
      const found = nearestUnit(among(all), here);
      if (!found) refuse(t.noPerformer);
      return found;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      refuse(failure.message);
      return undefined;
    }
  };
}

const takenBack = ({ id, isSeries }: NonNullable<Ordering['sent']>, patientId: string): Promise<void> =>
  isSeries ? stopSeries(id, patientId) : moveOrder(id, patientId, { to: 'cancelled' });

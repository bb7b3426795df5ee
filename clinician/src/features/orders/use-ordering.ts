/** What all three ways of ordering share: who asks, from which contact, sending with its failure in words, and taking it back. */
import type { Organization, ServiceRequest } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Asked, OrderKind } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { readResource } from '@vardkedjan/ui/fhir-client.ts';
import { useMemo, useState } from 'react';
import { ongoingContact } from '../../chart/ongoing-contact.ts';
import { today } from '../../chart/today.ts';
import { useChart } from '../../chart/use-chart.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { useSession } from '../../session/session-context.ts';
import { type Prefilled, prefilled } from './prefilled.ts';
import { unitsQuery, type UnitsFor } from '../../orders/units-query.ts';
import { moveOrder, send, unitReference } from './sending.ts';

export interface Order {
  items: Asked['items'];
  question: string;
  history: string;
  priority: NonNullable<ServiceRequest['priority']>;
  performer: Organization;
}

export interface Ordering {
  before: Prefilled;
  units: readonly Organization[];
  own: Organization | undefined;
  problem: string;
  setProblem: (problem: string) => void;
  isSending: boolean;
  /** The order that was just sent. */
  sent: { id: string; to: string } | undefined;
  send: (kind: OrderKind, order: Order) => Promise<void>;
  withdraw: () => Promise<void>;
  another: () => void;
}

const ownUnitQuery = (id: string) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: async ({ signal }) => (await readResource<Organization>('Organization', id, signal)).resource,
    staleTime: Number.POSITIVE_INFINITY,
  });

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

  return {
    before,
    units,
    own,
    problem,
    setProblem,
    isSending,
    sent,
    async send(kind, { performer, ...order }) {
      if (isSending || sent) return;
      const requester = {
        reference: `Practitioner/${practitioner}`,
        display: nameWithTitle(session.name, assignment.title),
      };
      const encounter = contact?.id === undefined ? {} : { encounter: { reference: `Encounter/${contact.id}` } };
      const asked = { ...order, id, kind, patientId, requester, performer: unitReference(performer), now: new Date() };
      if (await save(() => send({ ...asked, ...encounter }))) setSent({ id, to: performer.name ?? '' });
    },
    async withdraw() {
      if (sent && (await save(() => moveOrder(sent.id, patientId, { to: 'cancelled' })))) {
        setSent(undefined);
        setId(crypto.randomUUID());
      }
    },
    another() {
      setSent(undefined);
      setId(crypto.randomUUID());
    },
  };
}

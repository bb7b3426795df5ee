/** Who a bed is asked for: the ward says that it has seen it, gives a bed, or returns it with why. Whoever asked sees each step. */
import type { Patient, ServiceRequest, Task } from '@medplum/fhirtypes';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { moved, orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { ageInState, isEscalated } from '@vardkedjan/care/coordination/orders/order-times.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { useState } from 'react';
import { textOfConcept } from '../../../chart/concept.ts';
import { personNumberOf } from '../../../chart/person.ts';
import { Problems } from '../../../dock/problems.tsx';
import { useSaving } from '../../../dock/use-saving.ts';
import { ageWords } from '../../../orders/age-words.ts';
import { Reasoned } from '../../../orders/reasoned.tsx';
import { moveOrder } from '../../../orders/sending.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { useNow } from '../../../work/use-now.ts';
import { searchAll } from '../../../work/work-queries.ts';
import { texts } from '../texts.ts';

export interface BedRequest {
  task: Task & { id: string };
  patient: Patient & { id: string };
  /** Why, in the words of whoever asked. */
  why: string;
}

export const bedRequestsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['ward', unitId, 'bed-requests'],
    queryFn: async ({ signal }): Promise<BedRequest[]> => {
      const { matches, included } = await searchAll<Task>(
        'Task',
        {
          code: orderTask.code ?? '',
          owner: `Organization/${unitId}`,
          status: 'requested,received,accepted,in-progress',
          _include: ['Task:focus', 'Task:patient'],
          _sort: 'authored-on',
          _count: 100,
        },
        signal,
      );
      const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
      return matches.flatMap((task): BedRequest[] => {
        const request = by.get(task.focus?.reference ?? '') as ServiceRequest | undefined;
        const patient = by.get(task.for?.reference ?? '') as Patient | undefined;
        if (request === undefined || patient?.id === undefined || task.id === undefined) return [];
        if (orderKindOf(request) !== 'bed') return [];
        const why = textOfConcept(request.code);
        return [{ task: { ...task, id: task.id }, patient: { ...patient, id: patient.id }, why }];
      });
    },
    refetchInterval: 60_000,
  });

/** It has been answered with a bed, by whoever gives it. */
export const answeredWithBed = ({ task }: BedRequest, now: Date): Task & { id: string } => ({
  ...moved(task, { to: 'done', now }),
  id: task.id,
});

export function BedRequests({ unitId, onGive }: { unitId: string; onGive?: (request: BedRequest) => void }) {
  const t = useTexts(texts);
  const found = useQuery(bedRequestsQuery(unitId));
  if (!found.data || found.data.length === 0) return null;
  return (
    <Panel title={t.bedRequests} count={found.data.length}>
      <ul className="ward-requests">
        {found.data.map((request) => (
          <Request key={request.task.id} request={request} onGive={onGive} />
        ))}
      </ul>
    </Panel>
  );
}

function Request({ request, onGive }: { request: BedRequest; onGive: ((request: BedRequest) => void) | undefined }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { task, patient, why } = request;
  const saving = useSaving(patient.id);
  const queries = useQueryClient();
  const [isReturning, returns] = useState(false);
  const move = async (to: 'received' | 'returned', reason?: string) => {
    await saving.save(() => moveOrder(task.id, patient.id, { to, ...(reason !== undefined && { reason }) }));
    await queries.invalidateQueries({ queryKey: ['ward'] });
  };
  const now = useNow();
  const isNew = ['sent', 'forwarded'].includes(handlingStateOf(task) ?? '');
  return (
    <li>
      <span>
        <strong>
          <PatientName patient={patient} />
        </strong>{' '}
        <span className="quiet">{personNumberOf(patient)}</span>
      </span>
      <span>{why}</span>
      <span className="quiet">
        {task.requester?.display} · {ageWords(ageInState(task, now), language)}
        {isEscalated(task, now, 'bed') ? (
          <>
            {' '}
            <SeverityMark severity="serious" label={t.late} /> {t.late}
          </>
        ) : null}
      </span>
      <span className="ward-request-acts">
        {isNew ? (
          <Button tone="quiet" isDisabled={saving.isSaving} onPress={() => void move('received')}>
            {t.seen}
          </Button>
        ) : null}
        <Button tone="quiet" onPress={() => returns(true)}>
          {t.returnRequest}
        </Button>
        <Button tone="primary" isDisabled={onGive === undefined} onPress={() => onGive?.(request)}>
          {t.giveBed}
        </Button>
      </span>
      {isReturning ? (
        <Reasoned
          to="returned"
          kind="bed"
          onCancel={() => returns(false)}
          onDone={({ reason }) => void move('returned', reason).then(() => returns(false))}
        />
      ) : null}
      <Problems problems={[saving.problem]} />
    </li>
  );
}

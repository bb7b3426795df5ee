/** Who orders and for whom, and the sending of it: one at a time, with what stopped it in words. */
import type { Bundle } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import type { Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { type PatientOnScreen, request } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordChanged } from '../chart/use-chart.ts';
import { useSession } from '../session/session-context.ts';
import { alertsIn } from './alerts-asked.ts';
import { drugKnowledgeKey } from './use-drug-knowledge.ts';
import { orderingTexts } from './texts.ts';

export interface OrderingHand {
  ordering: () => Ordering;
  /** As far as the app knows; the server decides. */
  mayPrescribe: boolean;
  isSending: boolean;
  /** In words; empty when all is well. */
  problems: readonly string[];
  setProblems: (problems: readonly string[]) => void;
  /** What the server asks about though the page did not foresee it. */
  asked: readonly DrugAlert[];
  /** True when it was taken. */
  send: (bundle: Bundle, screen?: PatientOnScreen) => Promise<boolean>;
}

export function useOrdering(patientId: string): OrderingHand {
  const t = useTexts(orderingTexts);
  const { session, assignment } = useSession();
  const recordChanged = useRecordChanged();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<readonly DrugAlert[]>([]);
  const ordering = (): Ordering => ({
    practitioner: {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    },
    patientId,
    now: new Date().toISOString(),
  });
  async function send(bundle: Bundle, screen: PatientOnScreen = patientId): Promise<boolean> {
    if (isSending) return false;
    setSending(true);
    setProblems([]);
    try {
      await request('/fhir', { method: 'POST', body: bundle, patient: screen });
      await recordChanged(patientId);
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblems(wordsOf(failure, t));
      setAsked(alertsIn(failure.outcome));
      // What the page did not foresee may be there now.
      if (failure.kind !== 'offline')
        await Promise.all([recordChanged(patientId), queries.invalidateQueries({ queryKey: drugKnowledgeKey })]);
      return false;
    } finally {
      setSending(false);
    }
  }
  return { ordering, mayPrescribe: mayPrescribe(assignment), isSending, problems, setProblems, asked, send };
}

function wordsOf(failure: FhirFailure, t: (typeof orderingTexts)['sv']): string[] {
  if (failure.kind === 'changed-meanwhile') return [t.changedMeanwhile];
  if (failure.kind === 'offline') return [t.offline];
  const told = (failure.outcome?.issue ?? []).flatMap(({ details }) => details?.text ?? []);
  return told.length > 0 ? told : [failure.message];
}

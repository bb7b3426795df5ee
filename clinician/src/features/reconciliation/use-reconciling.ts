/** Signing a reconciliation: the List with its Provenance, and what is ordered with us and not taken is stopped, whole or not at all. */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { movedTo } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import type { DrugAcrossSources } from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import {
  type Decisions,
  provenanceOf,
  type Reconciling,
  reconciliationList,
} from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useRecordChanged } from '../../chart/use-chart.ts';
import { useSession } from '../../session/session-context.ts';
import { toStop } from './decide.ts';
import { texts } from './texts.ts';

export function useReconciling(patientId: string) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const recordChanged = useRecordChanged();
  const [isSaving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const stops = mayPrescribe(assignment);
  async function sign(
    rows: readonly DrugAcrossSources[],
    decisions: Decisions,
    when: Reconciling['when'],
  ): Promise<boolean> {
    if (isSaving) return false;
    setSaving(true);
    setProblems([]);
    const by: Reconciling = {
      practitioner: {
        reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
        display: nameWithTitle(session.name, assignment.title),
      },
      patientId,
      now: new Date().toISOString(),
      when,
    };
    try {
      await request('/fhir', { method: 'POST', body: bundleOf(rows, decisions, by, stops), patient: patientId });
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      const told = (failure.outcome?.issue ?? []).flatMap(({ details }) => details?.text ?? []);
      setProblems(
        failure.kind === 'offline'
          ? [t.offline]
          : failure.kind === 'changed-meanwhile'
            ? [t.changedMeanwhile]
            : told.length > 0
              ? told
              : [failure.message],
      );
      return false;
    } finally {
      await recordChanged(patientId);
      setSaving(false);
    }
  }
  return { sign, isSaving, problems, stops };
}

function bundleOf(rows: readonly DrugAcrossSources[], decisions: Decisions, by: Reconciling, stops: boolean): Bundle {
  const urn = `urn:uuid:${crypto.randomUUID()}`;
  const stopped = stops ? toStop(rows, decisions) : [];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: urn, resource: reconciliationList(rows, decisions, by), request: { method: 'POST', url: 'List' } },
      { resource: provenanceOf(urn, rows, by), request: { method: 'POST', url: 'Provenance' } },
      ...stopped.map(
        ({ order, reason }): BundleEntry => ({
          resource: movedTo(order, 'stopped', reason, by),
          request: {
            method: 'PUT',
            url: `MedicationRequest/${order.id ?? ''}`,
            ifMatch: `W/"${order.meta?.versionId ?? ''}"`,
          },
        }),
      ),
    ],
  };
}

/** Signing what has become of a dose: in one's own name, on the patient that is shown, one at a time, and in words when it was not taken. */
import type { Basic, MedicationAdministration, Observation, Reference } from '@medplum/fhirtypes';
import { useQueryClient } from '@tanstack/react-query';
import type { Giving } from '@vardkedjan/care/clinical/giving/administration.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { createResource, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../../session/session-context.ts';
import { roundKey } from './queries.ts';
import { texts } from './texts.ts';

export interface GivingHand {
  giving: (delegation?: Reference<Basic>) => Giving;
  isSaving: boolean;
  problems: readonly string[];
  setProblems: (problems: readonly string[]) => void;
  /** New ones are created, known ones follow on the version that is shown. True when all were taken. */
  save: (resources: readonly (MedicationAdministration | Observation)[]) => Promise<boolean>;
}

export function useGiving(patientId: string): GivingHand {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const queries = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const giving = (delegation?: Reference<Basic>): Giving => ({
    practitioner: {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    },
    now: new Date().toISOString(),
    delegation,
  });
  async function save(resources: readonly (MedicationAdministration | Observation)[]): Promise<boolean> {
    if (isSaving) return false;
    setSaving(true);
    setProblems([]);
    try {
      for (const one of resources) {
        if (one.id === undefined) await createResource(one, patientId);
        else await updateResource({ ...one, id: one.id }, `W/"${one.meta?.versionId ?? ''}"`, patientId);
      }
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblems(wordsOf(failure, t));
      return false;
    } finally {
      await Promise.all([
        queries.invalidateQueries({ queryKey: roundKey(assignment.careUnit.id) }),
        queries.invalidateQueries({ queryKey: ['record', patientId] }),
      ]);
      setSaving(false);
    }
  }
  return { giving, isSaving, problems, setProblems, save };
}

function wordsOf(failure: FhirFailure, t: (typeof texts)['sv']): string[] {
  if (failure.kind === 'offline') return [t.offline];
  const told = (failure.outcome?.issue ?? []).flatMap(({ details }) => details?.text ?? []);
  if (told.length > 0) return told;
  return [failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message];
}

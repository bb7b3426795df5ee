/**
 * Signing what has become of a dose: in one's own name, on the patient that is shown, one at a time, and in words when it was not taken. What was taken is
 * shown at once as the server answered it; the next dose does not wait for the whole round to be fetched anew.
 */
import type { Basic, Bundle, Reference } from '@medplum/fhirtypes';
import { useQueryClient } from '@tanstack/react-query';
import type { Giving } from '@vardkedjan/care/clinical/giving/administration.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../../session/session-context.ts';
import { type Round, roundKey } from './queries.ts';
import { texts } from './texts.ts';
import { type Recorded, signingBundle, withSigned } from './with-signed.ts';

export interface GivingHand {
  giving: (delegation?: Reference<Basic>) => Giving;
  isSaving: boolean;
  problems: readonly string[];
  setProblems: (problems: readonly string[]) => void;
  /** New ones are created, known ones follow on the version that is shown, all of them or none. True when they were taken. */
  save: (resources: readonly Recorded[]) => Promise<boolean>;
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
  const key = roundKey(assignment.careUnit.id);
  /** Also what is under way from before it was signed is asked for anew. */
  const fetchedAnew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: key }),
      queries.invalidateQueries({ queryKey: ['record', patientId] }),
    ]);
  async function save(resources: readonly Recorded[]): Promise<boolean> {
    if (isSaving) return false;
    setSaving(true);
    setProblems([]);
    try {
      const response = await request('/fhir', {
        method: 'POST',
        patient: patientId,
        body: signingBundle(resources),
        headers: { Prefer: 'return=representation' },
      });
      const answered = (await response.json()) as Bundle;
      const taken = (answered.entry ?? []).flatMap(({ resource }) => (resource as Recorded | undefined) ?? []);
      queries.setQueryData<Round>(key, (round) => round && withSigned(round, taken));
      void fetchedAnew();
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblems(wordsOf(failure, t));
      // What was not foreseen may be there now, and is seen before one tries again.
      await fetchedAnew();
      return false;
    } finally {
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

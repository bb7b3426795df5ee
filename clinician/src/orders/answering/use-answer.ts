/** Writing an answer: what stands there from before, kept as it is typed, and signed with the order that it answers. */
import type { DiagnosticReport } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useFormDraft } from '../../drafts/use-form-draft.ts';
import { useSession } from '../../session/session-context.ts';
import type { UnitOrderRow } from '../unit-order-rows.ts';
import { answerFor } from './queries.ts';
import { signAnswer } from './sign-answer.ts';
import { texts } from './texts.ts';

export interface Begun {
  /** What was answered for now. */
  before: DiagnosticReport | undefined;
}

/** Fetched once for each opening: what is typed is not written over by what comes later. */
export function useBegun({ id }: UnitOrderRow) {
  const { assignment } = useSession();
  return useQuery({
    queryKey: ['answering', id],
    queryFn: async ({ signal }): Promise<Begun> => ({ before: await answerFor(id, assignment.careUnit.id, signal) }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useSigner() {
  const { session, assignment } = useSession();
  const { careUnit } = assignment;
  return {
    signer: {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    },
    unit: { reference: `Organization/${careUnit.id}`, display: careUnit.name },
  };
}

export function useAnswer(row: UnitOrderRow, { before }: Begun, onSigned: () => Promise<void>) {
  const t = useTexts(texts);
  const who = useSigner();
  const draft = useFormDraft(
    { patientId: row.patientId, form: 'orders/answer', args: { order: row.id } },
    { text: before?.conclusion ?? '', isCritical: false },
  );
  const [isSigning, setSigning] = useState(false);
  const [problem, setProblem] = useState('');
  const [id] = useState(() => before?.id ?? crypto.randomUUID());
  const sign = async (isPreliminary: boolean) => {
    const { text, isCritical } = draft.fields;
    if (text.trim() === '') return setProblem(t.noText);
    if (isSigning) return;
    setSigning(true);
    setProblem('');
    try {
      const given = { id, text, isPreliminary, isCritical, ...who, ...(before && { before }) };
      if (await draft.send(async (screen) => signAnswer(row, given, screen).then(() => true))) await onSigned();
      else setSigning(false);
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
      setSigning(false);
    }
  };
  return { draft, isSigning, sign, problem: problem || draft.problem };
}

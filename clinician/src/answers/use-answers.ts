/** The inbox and what one does in it: one answer at a time or several, each with its version, taken back while it is fresh. */
import type { Task } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import type { AnswerRow } from './answer-rows.ts';
import { answersQuery, type Seer, see, sendLetter, takeBack } from './queries.ts';
import { texts } from './texts.ts';

interface Seen {
  task: Task;
  patientId: string;
  what: string;
}

export function useAnswers() {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const { session, assignment } = useSession();
  const practitioner = session.caller?.practitioner?.id ?? '';
  const query = answersQuery(assignment.careUnit.id, practitioner);
  const found = useQuery(query);
  const [problem, setProblem] = useState('');
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const seer: Seer = {
    reference: `Practitioner/${practitioner}`,
    display: nameWithTitle(session.name, assignment.title),
  };

  async function attempt(write: () => Promise<void>): Promise<void> {
    setProblem('');
    try {
      await write();
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
      await found.refetch();
    }
  }

  /** What has been seen leaves the list at once; the list itself is fetched anew behind it. */
  const leave = (ids: readonly string[]) =>
    queries.setQueryData(query.queryKey, (rows) => rows?.filter(({ id }) => !ids.includes(id)));

  return {
    found,
    problem,
    seen,
    see: (rows: readonly AnswerRow[]) =>
      attempt(async () => {
        const done: Seen[] = [];
        try {
          for (const row of rows) {
            done.push({ task: await see(row, seer), patientId: row.patientId, what: row.what });
            leave([row.id]);
          }
        } finally {
          setSeen(done);
        }
      }),
    takeBack: () =>
      attempt(async () => {
        for (const { task, patientId } of seen) await takeBack(task, patientId);
        setSeen([]);
        await found.refetch();
      }),
    sendLetter: (row: AnswerRow, text: string) =>
      attempt(async () => {
        await sendLetter(row, seer, text);
        leave([row.id]);
        setSeen([]);
      }),
  };
}

/** The inbox and what one does in it: one answer at a time or several, each with its version, taken back while it is fresh. */
import type { Reference, Task } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { useUnitTold } from '../session/use-unit-told.ts';
import type { AnswerRow } from './answer-rows.ts';
import type { AnswerLetter } from './letter.tsx';
import { answersPages, answersQuery, handOver, type Seer, see, sendAnswer, takeBack } from './queries.ts';
import { texts } from './texts.ts';

interface Seen {
  task: Task;
  patientId: string;
  what: string;
  /** It was not seen but handed over. */
  handed?: { to: string; from: Reference };
}

const shown = () => [['work', 'answers']];

export function useAnswers() {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const { session, assignment } = useSession();
  const practitioner = session.caller?.practitioner?.id ?? '';
  const [pages, setPages] = useState(answersPages);
  const query = answersQuery(assignment.careUnit.id, practitioner, pages);
  const found = useQuery(query);
  useUnitTold(shown);
  const [problem, setProblem] = useState('');
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const seer: Seer = {
    reference: `Practitioner/${practitioner}`,
    display: nameWithTitle(session.name, assignment.title),
  };

  /** True when it was done. */
  async function attempt(write: () => Promise<void>): Promise<boolean> {
    setProblem('');
    try {
      await write();
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
      await found.refetch();
      return false;
    }
  }

  /** What has been seen leaves the list at once; the list itself is fetched anew behind it. */
  const leave = (ids: readonly string[]) =>
    queries.setQueryData(
      query.queryKey,
      (found) => found && { ...found, rows: found.rows.filter(({ id }) => !ids.includes(id)) },
    );

  return {
    found,
    /** Reads on where the list ends. */
    more: () => setPages((now) => 2 * now),
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
    handOver: (rows: readonly AnswerRow[], to: Reference & { display: string }) =>
      attempt(async () => {
        const done: Seen[] = [];
        try {
          for (const row of rows) {
            const task = await handOver(row, to);
            done.push({
              task,
              patientId: row.patientId,
              what: row.what,
              handed: { to: to.display, from: row.task.owner ?? {} },
            });
          }
        } finally {
          setSeen(done);
          await found.refetch();
        }
      }),
    takeBack: () =>
      attempt(async () => {
        for (const { task, patientId, handed } of seen)
          await (handed ? handOver({ task, patientId }, handed.from) : takeBack(task, patientId));
        setSeen([]);
        await found.refetch();
      }),
    sendLetter: (row: AnswerRow, letter: AnswerLetter, screen: PatientOnScreen) =>
      attempt(async () => {
        await sendAnswer(row, seer, letter, screen);
        leave([row.id]);
        setSeen([]);
      }),
  };
}

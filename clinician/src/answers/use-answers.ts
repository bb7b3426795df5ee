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

/** One by one; what is done is told also when the next cannot be. */
async function eachOf(
  rows: readonly AnswerRow[],
  tell: (done: readonly Seen[]) => void,
  act: (row: AnswerRow) => Promise<Seen>,
): Promise<void> {
  const done: Seen[] = [];
  try {
    for (const row of rows) done.push(await act(row));
  } finally {
    tell(done);
  }
}

function useInbox(unitId: string, practitioner: string) {
  const queries = useQueryClient();
  const [pages, setPages] = useState(answersPages);
  const query = answersQuery(unitId, practitioner, pages);
  const found = useQuery(query);
  useUnitTold(shown);
  /** What has been seen leaves the list at once; the list itself is fetched anew behind it. */
  const leave = (ids: readonly string[]) =>
    queries.setQueryData(
      query.queryKey,
      (found) => found && { ...found, rows: found.rows.filter(({ id }) => !ids.includes(id)) },
    );
  /** Reads on where the list ends. */
  const more = () => setPages((now) => 2 * now);
  return { found, more, leave };
}

function useAttempt(refetch: () => Promise<unknown>) {
  const t = useTexts(texts);
  const [problem, setProblem] = useState('');
  /** True when it was done. */
  async function attempt(write: () => Promise<void>): Promise<boolean> {
    setProblem('');
    try {
      await write();
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
      await refetch();
      return false;
    }
  }
  return { problem, attempt };
}

export function useAnswers() {
  const { session, assignment } = useSession();
  const practitioner = session.caller?.practitioner?.id ?? '';
  const { found, more, leave } = useInbox(assignment.careUnit.id, practitioner);
  const { problem, attempt } = useAttempt(found.refetch);
  const [seen, keepSeen] = useState<readonly Seen[]>([]);
  /** The answer that a letter was sent about last. */
  const [told, setTold] = useState('');
  const setSeen = (now: readonly Seen[]) => {
    setTold('');
    keepSeen(now);
  };
  const seer: Seer = {
    reference: `Practitioner/${practitioner}`,
    display: nameWithTitle(session.name, assignment.title),
  };

  return {
    found,
    more,
    problem,
    seen,
    told,
    see: (rows: readonly AnswerRow[]) =>
      attempt(() =>
        eachOf(rows, setSeen, async (row) => {
          const task = await see(row, seer);
          leave([row.id]);
          return { task, patientId: row.patientId, what: row.what };
        }),
      ),
    handOver: (rows: readonly AnswerRow[], to: Reference & { display: string }) =>
      attempt(async () => {
        await eachOf(rows, setSeen, async (row) => ({
          task: await handOver(row, to),
          patientId: row.patientId,
          what: row.what,
          handed: { to: to.display, from: row.task.owner ?? {} },
        }));
        await found.refetch();
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
        setTold(row.what);
      }),
  };
}

/** Answers that lie with me or my unit, and the earlier values beside them. */
import type { DiagnosticReport, Observation, Reference, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { readBeforeThis, seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { keptBy } from '@vardkedjan/care/coordination/orders/kept-by.ts';
import { answerTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { isAnswerEscalated, unseenSince } from '@vardkedjan/care/coordination/orders/order-times.ts';
import {
  type PatientOnScreen,
  historyOf,
  type Query,
  searchResources,
  updateResource,
} from '@vardkedjan/ui/fhir-client.ts';
import { sendLetter } from '../letters/send-letter.ts';
import { searchAll } from '../work/work-queries.ts';
import { type AnswerRow, answerRows } from './answer-rows.ts';
import type { AnswerLetter } from './letter.tsx';

/** So many pages of what does not deviate are read to begin with, and again for each time that one asks for more. */
export const answersPages = 1;
/** Of what deviates so many more, before it is said that there is more. */
const deviatingPages = 5;
const deviating = 'stat,urgent';

export interface AnswersFound {
  rows: AnswerRow[];
  /** There are answers that are not among them. */
  hasMore: boolean;
}

/** What deviates is asked for by itself, so that however much else waits it is there; of both the oldest come first. */
export const answersQuery = (unitId: string, practitionerId: string, pages = answersPages) =>
  queryOptions({
    queryKey: ['work', 'answers', unitId, practitionerId, pages],
    queryFn: async ({ signal }): Promise<AnswersFound> => {
      const search = (most: number, more: Query) =>
        searchAll<Task>(
          'Task',
          {
            code: answerTask.code,
            status: 'requested',
            _sort: 'authored-on',
            _include: ['Task:focus', 'Task:patient', 'Task:based-on', 'Task:owner'],
            '_include:iterate': 'DiagnosticReport:result',
            _count: 100,
            ...more,
          },
          signal,
          most,
        );
      const owner = `Practitioner/${practitionerId},Organization/${unitId}`;
      const ofUnit = { [keptBy]: `Organization/${unitId}` };
      const now = new Date();
      const [first, others, ...unseen] = await Promise.all([
        search(deviatingPages * pages, { owner, priority: deviating }),
        search(pages, { owner, 'priority:not': deviating }),
        search(deviatingPages * pages, { ...ofUnit, priority: 'stat' }),
        search(deviatingPages * pages, { ...ofUnit, priority: 'urgent', modified: `lt${unseenSince('urgent', now)}` }),
        search(pages, { ...ofUnit, 'priority:not': deviating, modified: `lt${unseenSince('routine', now)}` }),
      ]);
      const late = unseen.flatMap(({ matches }) => matches).filter((task) => isAnswerEscalated(task, now));
      const found = [first, others, ...unseen];
      const tasks = new Map([...first.matches, ...others.matches, ...late].map((task) => [task.id, task]));
      return {
        rows: answerRows(
          [...tasks.values()],
          found.flatMap(({ included }) => included),
          now,
          owner.split(','),
        ),
        hasMore: found.some(({ hasMore }) => hasMore),
      };
    },
    placeholderData: (before, { queryKey } = {} as never) =>
      queryKey?.[2] === unitId && queryKey[3] === practitionerId ? before : undefined,
    refetchInterval: 60_000,
  });

/** Values of the same tests, the latest first. */
export const earlierQuery = (row: AnswerRow) => {
  const codes = row.values.flatMap(({ code }) =>
    (code.coding ?? []).slice(0, 1).map((coding) => `${coding.system ?? ''}|${coding.code ?? ''}`),
  );
  return queryOptions({
    queryKey: ['record', row.patientId, 'earlier', codes],
    queryFn: async ({ signal }) =>
      (
        await searchResources<Observation>(
          'Observation',
          { patient: row.patientId, code: codes.join(','), _sort: '-date', _count: 200 },
          signal,
        )
      ).matches,
    enabled: codes.length > 0,
    staleTime: 60_000,
  });
};

/** The answer and its values as they were when they were read. */
export const beforeQuery = ({ id, task, values, report }: AnswerRow) => {
  const version = readBeforeThis(task);
  return queryOptions({
    queryKey: ['answer-before', id, version, report?.meta?.versionId, ...values.map(({ meta }) => meta?.versionId)],
    queryFn: async ({ signal }) => {
      const name = version?.split('/_history/') ?? [];
      const reports = await historyOf<DiagnosticReport>('DiagnosticReport', name[0]?.split('/').at(-1) ?? '', signal);
      const changed = values.filter(isCorrected);
      const earlier = await Promise.all(
        changed.map(async (value) => {
          const versions = await historyOf<Observation>('Observation', value.id ?? '', signal);
          return versions.matches.find((each) => each.meta?.versionId !== value.meta?.versionId && !isCorrected(each));
        }),
      );
      return {
        report: reports.matches.find(({ meta }) => meta?.versionId === name[1]),
        values: earlier.flatMap((value) => value ?? []),
      };
    },
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
};

const isCorrected = ({ status }: Observation) =>
  status === 'corrected' || status === 'amended' || status === 'entered-in-error';

export interface Seer {
  reference: string;
  display: string;
}

const etagOf = (task: Task) => `W/"${task.meta?.versionId}"`;

const seenTask = (row: AnswerRow, seer: Seer): Task & { id: string } => {
  const version = row.report?.meta?.versionId;
  const report = `${row.task.focus?.reference}${version === undefined ? '' : `/_history/${version}`}`;
  return { ...seenBy(row.task, seer, report, new Date().toISOString()), id: row.id };
};

/** The Task as it is afterwards, with its version. */
export async function see(row: AnswerRow, seer: Seer): Promise<Task> {
  return (await updateResource(seenTask(row, seer), etagOf(row.task), row.patientId)).resource;
}

/** It waits as long as it has waited. */
export async function handOver(
  { task, patientId }: Pick<AnswerRow, 'task' | 'patientId'>,
  owner: Reference,
): Promise<Task> {
  return (
    await updateResource({ ...task, owner: owner as { reference: string }, id: task.id ?? '' }, etagOf(task), patientId)
  ).resource;
}

export async function takeBack(task: Task, patientId: string): Promise<void> {
  const { output: _seen, ...open } = task;
  await updateResource({ ...open, status: 'requested', id: task.id ?? '' }, etagOf(task), patientId);
}

/** The letter, and then that the answer has been seen: of a letter that could not be sent the answer waits still. */
export async function sendAnswer(
  row: AnswerRow,
  seer: Seer,
  letter: AnswerLetter,
  screen: PatientOnScreen,
): Promise<void> {
  await sendLetter({ patientId: row.patientId, kind: 'answer', ...letter, about: row.task.focus }, screen);
  await see(row, seer);
}

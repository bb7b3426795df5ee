/** Answers that lie with me or my unit, and the earlier values beside them. */
import type { Bundle, Communication, Observation, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { answerTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { request, searchResources, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { type AnswerRow, answerRows } from './answer-rows.ts';

export const answersQuery = (unitId: string, practitionerId: string) =>
  queryOptions({
    queryKey: ['work', 'answers', unitId, practitionerId],
    queryFn: async ({ signal }) => {
      const page = await searchResources<Task>(
        'Task',
        {
          code: answerTask.code,
          owner: `Practitioner/${practitionerId},Organization/${unitId}`,
          status: 'requested',
          _sort: 'authored-on',
          _include: ['Task:focus', 'Task:patient', 'Task:based-on'],
          '_include:iterate': 'DiagnosticReport:result',
          _count: 100,
        },
        signal,
      );
      return answerRows(page.matches, page.included, new Date());
    },
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

export async function takeBack(task: Task, patientId: string): Promise<void> {
  const { output: _seen, ...open } = task;
  await updateResource({ ...open, status: 'requested', id: task.id ?? '' }, etagOf(task), patientId);
}

/** The letter and that the answer has been seen, together. */
export async function sendLetter(row: AnswerRow, seer: Seer, text: string): Promise<void> {
  const subject = { reference: `Patient/${row.patientId}` };
  const letter: Communication = {
    resourceType: 'Communication',
    status: 'completed',
    category: [{ text: 'Brev om provsvar' }],
    subject,
    recipient: [subject],
    sender: seer,
    sent: new Date().toISOString(),
    ...(row.task.focus && { about: [row.task.focus] }),
    payload: [{ contentString: text }],
  };
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { resource: letter, request: { method: 'POST', url: 'Communication' } },
      { resource: seenTask(row, seer), request: { method: 'PUT', url: `Task/${row.id}`, ifMatch: etagOf(row.task) } },
    ],
  };
  await request('/fhir', { method: 'POST', patient: row.patientId, body });
}

/** What the pages ask the server for. */
import type { DocumentReference, List, MedicationRequest, Procedure, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { letterTask } from '@vardkedjan/care/coordination/letters/letter.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import type { RecordOfStay } from '@vardkedjan/care/coordination/letters/discharge-information.ts';
import { reconciliationCode } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { letterRows, unitLetterRows } from './letter-rows.ts';

const code = `${letterTask.system}|${letterTask.code}`;

export const lettersQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'letters'],
    queryFn: async ({ signal }) => {
      const [letters, handlings] = await Promise.all([
        searchResources<DocumentReference>(
          'DocumentReference',
          { patient: `Patient/${patientId}`, category: 'letter', _sort: '-date', _count: 100 },
          signal,
        ),
        searchResources<Task>('Task', { patient: `Patient/${patientId}`, code, _count: 200 }, signal),
      ]);
      return letterRows(letters.matches, handlings.matches, new Date());
    },
  });

export const unitLettersQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'letters', unitId],
    queryFn: async ({ signal }) => {
      const page = await searchResources<Task>(
        'Task',
        {
          code,
          status: 'requested,ready,failed',
          'focus:DocumentReference.custodian': `Organization/${unitId}`,
          _include: ['Task:focus', 'Task:patient'],
          _sort: 'authored-on',
          _count: 200,
        },
        signal,
      );
      return unitLetterRows(page.matches, page.included, unitId, new Date());
    },
    refetchInterval: 60_000,
  });

const most = 200;

/** What the chart does not hold of a stay that is to be told of: what was done, every order, and what was reconciled. */
export const stayQuery = (patientId: string, stay: string | undefined) =>
  queryOptions({
    queryKey: ['record', patientId, 'stay-to-tell', stay],
    queryFn: async ({ signal }): Promise<Pick<RecordOfStay, 'procedures' | 'orders' | 'lists'> | null> => {
      if (stay === undefined) return null;
      const own = { patient: `Patient/${patientId}`, _count: most };
      const [procedures, orders, lists] = await Promise.all([
        searchResources<Procedure>('Procedure', { ...own, encounter: `Encounter/${stay}` }, signal),
        searchResources<MedicationRequest>('MedicationRequest', { ...own, _sort: '-authoredon' }, signal),
        searchResources<List>(
          'List',
          { ...own, code: `${reconciliationCode.system}|${reconciliationCode.code}`, _sort: '-date', _count: 10 },
          signal,
        ),
      ]);
      return { procedures: procedures.matches, orders: orders.matches, lists: lists.matches };
    },
    // What is typed after it has come stays as it was begun.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether a note of the open record waits for a countersignature, or was returned; undefined: neither, or not known yet. */
import { useQuery } from '@tanstack/react-query';
import type { Note } from '../queries.ts';
import { type Request, requestsOfRecordQuery } from './queries.ts';

export function useRequest({ id, subject, status }: Note): Request | undefined {
  const patientId = subject?.reference?.replace('Patient/', '') ?? '';
  const { data } = useQuery({ ...requestsOfRecordQuery(patientId), enabled: status !== 'in-progress' });
  return data?.get(id);
}

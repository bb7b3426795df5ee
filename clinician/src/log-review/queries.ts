/** What the reviewer's pages ask of the server, and what they tell it. */
import type { AuditEvent, Bundle, Parameters, ParametersParameter, Practitioner } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { fullName } from '@vardkedjan/care/people/person-name.ts';
import { operate, pageOf, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { accessRowOf } from '@vardkedjan/ui/who-has-read/access-row.ts';
import { type Decision, type OpeningRow, openingListOf, usualOf } from './opening.ts';

const reviewKey = 'log-review';
export const samplesKey = [reviewKey, 'samples'] as const;

export interface LogAsked {
  /** Personal identity number or reserve number, as it was typed. */
  number: string;
  agent: string;
  start: string;
  end: string;
}

export const pageSize = 200;

export const logQuery = (asked: LogAsked, shown: number) =>
  queryOptions({
    queryKey: [reviewKey, 'log', asked, shown],
    queryFn: async ({ signal }) => {
      const filled = Object.entries(asked).filter(([, value]) => value !== '');
      const query = { ...Object.fromEntries(filled), _count: shown };
      return openingListOf((await operate<Parameters>('AuditEvent/$review-log', { query, signal })).resource);
    },
    gcTime: 0,
  });

export const samplesQuery = (status: 'open' | 'decided') =>
  queryOptions({
    queryKey: [...samplesKey, status],
    queryFn: async ({ signal }) => {
      const query = { status, _count: pageSize };
      return openingListOf((await operate<Parameters>('AuditEvent/$review-samples', { query, signal })).resource);
    },
  });

/** The acts of one opening, the newest first. */
export const actsQuery = ({ agent, patient, day }: OpeningRow) =>
  queryOptions({
    queryKey: [reviewKey, 'acts', agent, patient, day],
    queryFn: async ({ signal }) => {
      const query = { agent, patient, start: day, end: day, _count: 1000 };
      const bundle = (await operate<Bundle>('AuditEvent/$access-log', { query, signal })).resource;
      return pageOf<AuditEvent>(bundle).matches.map(accessRowOf);
    },
  });

export const usualQuery = ({ agent, day }: OpeningRow) =>
  queryOptions({
    queryKey: [reviewKey, 'usual', agent, day],
    queryFn: async ({ signal }) =>
      usualOf((await operate<Parameters>('AuditEvent/$user-usual', { query: { agent, day }, signal })).resource),
  });

export interface User {
  hsaId: string;
  name: string;
}

/** Staff whose name has the words in it, or whose HSA-id it is. */
export const usersQuery = (words: string) =>
  queryOptions({
    queryKey: [reviewKey, 'users', words],
    queryFn: async ({ signal }): Promise<User[]> => {
      const query = /\d/.test(words) ? { identifier: words, _count: 10 } : { name: words.split(/\s+/), _count: 10 };
      return (await searchResources<Practitioner>('Practitioner', query, signal)).matches.flatMap((practitioner) => {
        const hsaId = practitioner.identifier?.find(({ system }) => system === 'urn:oid:1.2.752.29.4.19')?.value;
        return hsaId === undefined ? [] : [{ hsaId, name: fullName(practitioner.name) }];
      });
    },
    enabled: words.length > 1,
  });

const parameters = (parameter: ParametersParameter[]): Parameters => ({
  resourceType: 'Parameters',
  ...(parameter.length > 0 && { parameter }),
});

export async function drawNow(): Promise<number> {
  const answer = await operate<Parameters>('AuditEvent/$review-draw', { body: parameters([]), patient: undefined });
  return answer.resource.parameter?.find(({ name }) => name === 'drawn')?.valueInteger ?? 0;
}

export async function decide(
  { patient, agent, day }: OpeningRow,
  { decision, comment, followUp }: { decision: Decision; comment: string; followUp: string },
): Promise<void> {
  const words = [
    ['comment', comment],
    ['follow-up', followUp],
  ].flatMap(([name = '', valueString = '']) => (valueString === '' ? [] : [{ name, valueString }]));
  await operate<Parameters>('AuditEvent/$review-decide', {
    body: parameters([
      { name: 'patient', valueString: patient },
      { name: 'agent', valueString: agent },
      { name: 'day', valueDate: day },
      { name: 'decision', valueCode: decision },
      ...words,
    ]),
    patient: undefined,
  });
}

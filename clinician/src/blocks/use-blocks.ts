/** Blocks in the open record, and the acts on them that the law has: each is asked of the server, which decides. */
import type { Consent, Parameters, Task } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { operate, perform } from '@vardkedjan/ui/fhir-client.ts';
import { useEffect, useState } from 'react';
import type { Chart } from '../chart/chart.ts';
import { useRecordSight } from '../chart/use-chart.ts';
import { useSession } from '../session/session-context.ts';
import {
  type BlockedUnit,
  type BlocksTold,
  blocksTold,
  type Ground,
  groundParameters,
  unitsTold,
} from './blocks-told.ts';

const operation = (patientId: string, name: string) => `Patient/${encodeURIComponent(patientId)}/$${name}`;

const blocksQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'blocks'],
    queryFn: async ({ signal }) =>
      blocksTold((await operate<Parameters>(operation(patientId, 'blocks'), { signal })).resource),
    staleTime: 30_000,
  });

/** The chart tells that there are blocks; only where some are open is it asked which, and until when. */
export function useBlocks({ patient, blocks }: Chart): BlocksTold {
  const told = useQuery({ ...blocksQuery(patient.id), enabled: blocks === 'lifted' }).data;
  return blocks === 'lifted' && told ? told : { isBlocked: blocks === 'in-force', open: [] };
}

/** Milliseconds until the first of what is open closes; at that moment the record hides it by itself. */
export function useTimeLeft(patientId: string, until: string | undefined): number {
  const { session } = useSession();
  const hides = useRecordSight();
  const [now, setNow] = useState(() => Date.now());
  const ends = until === undefined ? undefined : Date.parse(until) + session.endsAt - Date.parse(session.expires);
  useEffect(() => {
    if (ends === undefined) return;
    // The page may have stood long before anything was opened.
    const tell = () => setNow(Date.now());
    const begin = setTimeout(tell);
    const clock = setInterval(tell, 10_000);
    const end = setTimeout(() => void hides(patientId), Math.max(1000, ends - Date.now()));
    return () => {
      clearTimeout(begin);
      clearInterval(clock);
      clearTimeout(end);
    };
  }, [ends, hides, patientId]);
  return ends === undefined ? 0 : ends - now;
}

export async function showBlockingUnits(patientId: string, ground: Ground, reason: string): Promise<BlockedUnit[]> {
  const body: Parameters = { resourceType: 'Parameters', parameter: groundParameters(ground, reason) };
  return unitsTold(
    (await operate<Parameters>(operation(patientId, 'blocking-units'), { body, patient: patientId })).resource,
  );
}

/** Until when the units are open. */
export async function liftBlocks(
  patientId: string,
  units: readonly string[],
  ground: Ground,
  reason: string,
): Promise<string> {
  const body: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      ...units.map((id) => ({ name: 'of', valueReference: { reference: `Organization/${id}` } })),
      ...groundParameters(ground, reason),
    ],
  };
  const { resource } = await operate<Consent>(operation(patientId, 'lift-block'), { body, patient: patientId });
  return resource.provision?.period?.end ?? '';
}

/** By when it is to be answered. */
export async function askUnitToLift(patientId: string, ground: Ground, reason: string): Promise<string> {
  const body: Parameters = { resourceType: 'Parameters', parameter: groundParameters(ground, reason) };
  const { resource } = await operate<Task>(operation(patientId, 'ask-unit-to-lift'), { body, patient: patientId });
  return resource.restriction?.period?.end ?? '';
}

export async function endOpening(patientId: string): Promise<void> {
  await perform<Parameters>(operation(patientId, 'end-opening'), undefined, patientId);
}

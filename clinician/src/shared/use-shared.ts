/** Other care providers' entries about the patient, and the acts on them that the law has: each is asked of the server, which decides. */
import type { Consent as ConsentResource, Parameters, ParametersParameter, Task } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { operate, perform } from '@vardkedjan/ui/fhir-client.ts';
import type { Chart } from '../chart/chart.ts';
import {
  type Consent,
  consentParameters,
  dangerParameters,
  type Named,
  providersTold,
  type SharedTold,
  sharedTold,
} from './shared-told.ts';

const operation = (patientId: string, name: string) => `Patient/${encodeURIComponent(patientId)}/$${name}`;
const given = (parameter: ParametersParameter[]): Parameters => ({ resourceType: 'Parameters', parameter });

const sharedQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'shared'],
    queryFn: async ({ signal }) =>
      sharedTold((await operate<Parameters>(operation(patientId, 'shared-records'), { signal })).resource),
    staleTime: 300_000,
  });

/** The chart tells that there are some; only where something opens them is it asked what, and until when. */
export function useShared({ patient, shared }: Chart): SharedTold {
  const told = useQuery({ ...sharedQuery(patient.id), enabled: shared.open }).data;
  return shared.open && told ? told : { exists: shared.elsewhere && !shared.open, open: [] };
}

/** Until when it holds. */
export async function registerConsent(patientId: string, consent: Consent, provider: string): Promise<string> {
  const body = given(consentParameters(consent, provider));
  const { resource } = await operate<ConsentResource>(operation(patientId, 'register-consent'), {
    body,
    patient: patientId,
  });
  return resource.provision?.period?.end ?? '';
}

export async function withdrawConsent(patientId: string): Promise<void> {
  await perform<Parameters>(operation(patientId, 'withdraw-consent'), undefined, patientId);
}

export async function showProviders(patientId: string, reason: string): Promise<Named[]> {
  const capacity = { name: 'capacity', valueCode: 'lacks-for-now' };
  const body = given([...dangerParameters(reason), capacity]);
  return providersTold(
    (await operate<Parameters>(operation(patientId, 'shared-providers'), { body, patient: patientId })).resource,
  );
}

/** Lastingly, and not in danger. */
const lacks = (reason: string): ParametersParameter[] => [
  { name: 'capacity', valueCode: 'lacks' },
  { name: 'reason', valueString: reason },
];

export async function showProvidersWithoutCapacity(patientId: string, reason: string): Promise<Named[]> {
  const body = given(lacks(reason));
  return providersTold(
    (await operate<Parameters>(operation(patientId, 'shared-providers'), { body, patient: patientId })).resource,
  );
}

/** What has been ticked in the dialogue: nothing is known against it, and what is opened can be assumed to matter. */
export async function openWithoutCapacity(patientId: string, of: readonly string[], reason: string): Promise<string> {
  const body = given([
    ...of.map((id) => ({ name: 'of', valueReference: { reference: `Organization/${id}` } })),
    ...lacks(reason),
    { name: 'attitude', valueCode: 'nothing-against' },
    { name: 'matters', valueBoolean: true },
  ]);
  const { resource } = await operate<ConsentResource>(operation(patientId, 'open-without-capacity'), {
    body,
    patient: patientId,
  });
  return resource.provision?.period?.end ?? '';
}

export async function openInEmergency(patientId: string, of: readonly string[], reason: string): Promise<string> {
  const body = given([
    ...of.map((id) => ({ name: 'of', valueReference: { reference: `Organization/${id}` } })),
    ...dangerParameters(reason),
    { name: 'matters', valueBoolean: true },
  ]);
  const { resource } = await operate<ConsentResource>(operation(patientId, 'emergency'), { body, patient: patientId });
  return resource.provision?.period?.end ?? '';
}

export async function endEmergency(patientId: string): Promise<void> {
  await perform<Parameters>(operation(patientId, 'end-emergency'), undefined, patientId);
}

const cannotAsk = (reason: string): ParametersParameter[] => [
  { name: 'danger', valueBoolean: true },
  { name: 'canAskToLift', valueBoolean: false },
  { name: 'reason', valueString: reason },
];

export async function showBlocking(patientId: string, reason: string): Promise<Named[]> {
  const body = given(cannotAsk(reason));
  return providersTold(
    (await operate<Parameters>(operation(patientId, 'blocking-providers'), { body, patient: patientId })).resource,
  );
}

/** By when it is to be answered. */
export async function askToLift(patientId: string, provider: string, reason: string): Promise<string> {
  const body = given([
    { name: 'of', valueReference: { reference: `Organization/${provider}` } },
    ...cannotAsk(reason),
    { name: 'matters', valueBoolean: true },
  ]);
  const { resource } = await operate<Task>(operation(patientId, 'ask-to-lift'), { body, patient: patientId });
  return resource.restriction?.period?.end ?? '';
}

export async function answerLiftRequest(
  patientId: string,
  request: string,
  { reason, isDeclined }: { reason: string; isDeclined: boolean },
): Promise<void> {
  const body = given([
    { name: 'request', valueReference: { reference: request } },
    ...(isDeclined ? [{ name: 'declined', valueBoolean: true }] : []),
    { name: 'reason', valueString: reason },
  ]);
  await operate<ConsentResource | Task>(operation(patientId, 'lift-for-another'), { body, patient: patientId });
}

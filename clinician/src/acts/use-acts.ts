/** The acts on an open record, asked of the server: each is decided there. */
import type { Communication, Consent, Parameters, ParametersParameter } from '@medplum/fhirtypes';
import { operate } from '@vardkedjan/ui/fhir-client.ts';

const onPatient = (patientId: string, name: string) => `Patient/${encodeURIComponent(patientId)}/$${name}`;
const given = (parameter: ParametersParameter[]): Parameters => ({ resourceType: 'Parameters', parameter });

export interface HandOut {
  recipient: string;
  entries: readonly string[];
  assessed: boolean;
  reason: string;
}

export async function handOut(patientId: string, { recipient, entries, assessed, reason }: HandOut): Promise<void> {
  const body = given([
    { name: 'recipient', valueString: recipient },
    ...entries.map((reference) => ({ name: 'entry', valueReference: { reference } })),
    { name: 'assessed', valueBoolean: assessed },
    { name: 'reason', valueString: reason },
  ]);
  await operate<Communication>(onPatient(patientId, 'hand-out'), { body, patient: patientId });
}

export interface Erasure {
  decision: string;
  decided: string;
  reason: string;
}

/** One by one, as the decision names them; what has been destroyed when one is refused stays so. */
export async function erase(
  patientId: string,
  entries: readonly string[],
  { decision, decided, reason }: Erasure,
): Promise<number> {
  const body = given([
    { name: 'decision', valueString: decision },
    { name: 'decided', valueDate: decided },
    { name: 'reason', valueString: reason },
  ]);
  for (const reference of entries) await operate<Parameters>(`${reference}/$erase`, { body, patient: patientId });
  return entries.length;
}

export type OnlineDecision = 'child-reads' | 'guardian-reads' | 'guardian-shut-out';

export interface Online {
  decision: OnlineDecision;
  /** Twelve digits; of the child's own reading none. */
  guardian: string;
  until: string;
  reason: string;
}

export async function decideOnline(patientId: string, { decision, guardian, until, reason }: Online): Promise<void> {
  const system = 'http://electronichealth.se/identifier/personnummer';
  const body = given([
    { name: 'decision', valueCode: decision },
    ...(decision === 'child-reads' ? [] : [{ name: 'guardian', valueIdentifier: { system, value: guardian } }]),
    ...(until === '' ? [] : [{ name: 'until', valueDate: until }]),
    { name: 'reason', valueString: reason },
  ]);
  await operate<Consent>(onPatient(patientId, 'online-access'), { body, patient: patientId });
}

export interface OnlineInForce {
  /** `Consent/x` */
  reference: string;
  decision: OnlineDecision;
  guardian: string;
  since: string;
  until: string;
}

export async function onlineInForce(patientId: string, signal: AbortSignal): Promise<OnlineInForce[]> {
  const { resource } = await operate<Parameters>(onPatient(patientId, 'online-decisions'), { signal });
  return (resource.parameter ?? []).map(({ part = [] }) => {
    const of = (wanted: string) => part.find(({ name }) => name === wanted);
    return {
      reference: of('consent')?.valueReference?.reference ?? '',
      decision: (of('decision')?.valueCode ?? 'child-reads') as OnlineDecision,
      guardian: of('guardian')?.valueIdentifier?.value ?? '',
      since: of('since')?.valueDateTime ?? '',
      until: of('until')?.valueDate ?? '',
    };
  });
}

export async function withdrawOnline(patientId: string, reference: string, reason: string): Promise<void> {
  const body = given([
    { name: 'decision', valueCode: 'withdrawn' },
    { name: 'withdraws', valueReference: { reference } },
    { name: 'reason', valueString: reason },
  ]);
  await operate<Consent>(onPatient(patientId, 'online-access'), { body, patient: patientId });
}

export type RegisterChoice = 'informed' | 'opposes' | 'does-not-oppose';

export interface Register {
  id: string;
  name: string;
  informed: boolean;
  opposes: boolean;
}

export async function registersOf(patientId: string, signal: AbortSignal): Promise<Register[]> {
  const { resource } = await operate<Parameters>(onPatient(patientId, 'quality-registers'), { signal });
  return (resource.parameter ?? []).map(({ part = [] }) => {
    const of = (wanted: string) => part.find(({ name }) => name === wanted);
    const { reference = '', display = '' } = of('organization')?.valueReference ?? {};
    return {
      id: reference.split('/').at(-1) ?? '',
      name: display,
      informed: of('informed')?.valueBoolean === true,
      opposes: of('opposes')?.valueBoolean === true,
    };
  });
}

/** `registers`: ids; none: all. */
export async function chooseRegisters(
  patientId: string,
  { choice, registers, reason }: { choice: RegisterChoice; registers: readonly string[]; reason: string },
): Promise<void> {
  const body = given([
    { name: 'choice', valueCode: choice },
    ...registers.map((id) => ({ name: 'register', valueReference: { reference: `Organization/${id}` } })),
    { name: 'reason', valueString: reason },
  ]);
  await operate<Parameters>(onPatient(patientId, 'choose-quality-registers'), { body, patient: patientId });
}

/**
 * The demo's laboratories and departments of imaging and physiology: they take the orders that are sent to the invented region's units, and answer within
 * seconds. Over the API, as other systems would.
 */
import type { Bundle } from '@medplum/fhirtypes';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { askOverHttp } from '../exchange/departments/ask-over-http.ts';
import { type Ask, Department } from '../exchange/departments/department.ts';
import { demoAnswers } from './demo-answers.ts';

const kinds = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';
const unitsAsked = `Organization?type=${kinds}|laboratory,${kinds}|imaging,${kinds}|physiology&_elements=id&_count=200`;
const between = 3_000;
const troubles = {
  seed: 'demo',
  delay: 6_000,
  preliminary: 0.15,
  duplicate: 0.1,
  corrected: 0.03,
  orphan: 0,
  awaitsSamples: true,
} as const;

/** `address`: of the server, as it is reached from this machine. Answers how to stop it. */
export function startDepartments(address: string, failed: (error: unknown) => void): () => void {
  const ask = askOverHttp(() => Promise.resolve(`${address}/fhir`), tokenFrom(address));
  let department: Department | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const round = async (): Promise<void> => {
    department ??= await departmentOf(ask);
    await department?.round(new Date());
  };
  const again = (): void => {
    if (!isStopped) timer = setTimeout(() => void round().catch(failed).finally(again), between);
  };
  again();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Undefined until the region has units. */
async function departmentOf(ask: Ask): Promise<Department | undefined> {
  const { status, body } = await ask('GET', unitsAsked);
  const found = status === 200 ? ((body as Bundle).entry ?? []).map(({ resource }) => resource?.id ?? '') : [];
  // Where somebody of the cast answers, nothing else does.
  const units = found.filter((id) => id !== castUnits.imaging && id !== castUnits.physiology);
  return units.length === 0 ? undefined : new Department(ask, units, demoAnswers, troubles);
}

function tokenFrom(address: string): (anew: boolean) => Promise<string> {
  let token: Promise<string> | undefined;
  const fetched = async (): Promise<string> => {
    const answer = await fetch(`${address}/sign-in/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Vardkedjan': '1' },
      body: JSON.stringify({ client: 'departments' }),
    });
    if (!answer.ok) throw new Error(`no token: ${answer.status}`);
    return answer.text();
  };
  return (anew) => {
    if (anew || token === undefined) {
      token = fetched();
      token.catch(() => (token = undefined));
    }
    return token;
  };
}

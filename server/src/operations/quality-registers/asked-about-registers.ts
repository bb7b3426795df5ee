/** What the operations on quality registers are asked with, and what they find. */
import type { Consent, Organization, Reference } from '@medplum/fhirtypes';
import type { QualityRegister, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  erasedOf,
  isQualityRegister,
  registerCategory,
  registerChoicesOf,
  registerType,
} from '@vardkedjan/care/access/quality-registers.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { maximumCount } from '@vardkedjan/fhir/search/query.ts';
import type { Asked } from '../../http/asked.ts';
import type { Stored } from '../../store/record.ts';
import type { OperationInput } from '../input.ts';

/** Keeps what patients say: what the caller may not write, and staff do not read as resources. */
export const keeper: SystemCaller = {
  kind: 'system',
  id: 'quality-registers',
  name: 'Choices about quality registers',
};

export interface Register {
  organization: Reference<Organization>;
  informed: boolean;
  /** Since when it is opposed. */
  since?: string;
  /** When it reported that what it had is erased. */
  erased?: string;
}

/** Registers that are named, each once; none: all. */
export async function registersNamed(asked: Asked, input: OperationInput): Promise<Reference<Organization>[]> {
  const names = new Set(input.values<Reference>('register').map(({ reference = '' }) => reference));
  return Promise.all([...names].map((name) => registerNamed(asked, name)));
}

async function registerNamed(asked: Asked, reference: string): Promise<Reference<Organization>> {
  const id = /^Organization\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
  const stored = id === undefined ? undefined : await asked.record.read('Organization', id);
  const organization = stored === undefined || stored.deleted ? undefined : (JSON.parse(stored.body) as Organization);
  if (organization === undefined || !isQualityRegister(organization))
    throw new Failure('invalid', 'register must refer to a quality register here');
  return { reference, ...(organization.name !== undefined && { display: organization.name }) };
}

/** What the patient has said that holds, the latest first. */
export async function choicesInForce(asked: Asked): Promise<{ stored: Stored; consent: Consent }[]> {
  const criteria: [string, string][] = [
    ['patient', `Patient/${asked.id}`],
    ['category', `${registerCategory.system}|${registerCategory.code}`],
    ['status', 'active'],
    ['_sort', '-_lastUpdated'],
    ['_count', String(maximumCount)],
  ];
  const { matches } = await asked.wiring
    .openRecord(keeper)
    .search(parseSearch('Consent', criteria, { lenient: false }));
  return matches.map((stored) => ({ stored, consent: JSON.parse(stored.body) as Consent }));
}

/** Each register there is, with what the patient says of it. */
export async function registersOf(asked: Asked): Promise<Register[]> {
  const type = `${registerType.system}|${registerType.code}`;
  const query = parseSearch(
    'Organization',
    [
      ['type', type],
      ['_count', String(maximumCount)],
    ],
    { lenient: false },
  );
  const [{ matches }, chosen] = await Promise.all([
    asked.wiring.openRecord(keeper).search(query),
    choicesInForce(asked),
  ]);
  const organizations = matches.map(({ id, body }) => ({ id, name: (JSON.parse(body) as Organization).name ?? id }));
  return organizations
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))
    .map(({ id, name }) => ({
      organization: { reference: `Organization/${id}`, display: name },
      ...saidOf(id, chosen),
    }));
}

function saidOf(id: string, chosen: readonly { consent: Consent }[]): Pick<Register, 'informed' | 'since' | 'erased'> {
  const isIt = (register: string | undefined): boolean =>
    register === undefined || register.endsWith(`Organization/${id}`);
  const saying = (choice: string) =>
    chosen.filter(({ consent }) =>
      registerChoicesOf(consent).some((one) => one.choice === choice && isIt(one.register)),
    );
  const opposed = saying('opposes');
  const since = opposed.map(({ consent }) => consent.dateTime ?? '').toSorted()[0];
  const erased = opposed
    .flatMap(({ consent }) => erasedOf(consent))
    .filter(({ register }) => isIt(register))
    .map(({ when }) => when);
  return {
    informed: saying('informed').length > 0,
    ...(since !== undefined && { since }),
    ...(erased[0] !== undefined && { erased: erased[0] }),
  };
}

export function registerAsking({ caller }: Asked): QualityRegister {
  if (caller.kind !== 'system' || caller.qualityRegister === undefined)
    throw new Failure('invalid', 'Only a quality register asks this');
  return caller.qualityRegister;
}

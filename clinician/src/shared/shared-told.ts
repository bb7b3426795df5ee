/** What `Patient/[id]/$shared-records` and `$shared-providers` tell, as values. */
import type { Parameters, ParametersParameter, Reference } from '@medplum/fhirtypes';

export interface Named {
  /** FHIR id of the Organization. */
  id: string;
  name: string;
}

export interface OpenRecords {
  ground: string;
  /** ISO 8601, by the server's clock. */
  until: string;
  to: string;
  /** Whose entries are open; none: all other care providers'. */
  of: readonly Named[];
}

export interface SharedTold {
  /** Other care providers have something unblocked. */
  exists: boolean;
  /** By what it is open to the one who asks; what was opened in danger first, then what ends first. */
  open: readonly OpenRecords[];
}

export function isInDanger({ ground }: OpenRecords): boolean {
  return ground === 'emergency' || ground === 'lifted';
}

export function sharedTold({ parameter = [] }: Parameters): SharedTold {
  const open = parameter.flatMap(({ name, part = [] }): OpenRecords[] => {
    const [ground, until, to] = ['ground', 'until', 'to'].map((wanted) => part.find((each) => each.name === wanted));
    if (name !== 'open' || !ground?.valueCode || !until?.valueInstant) return [];
    return [
      {
        ground: ground.valueCode,
        until: until.valueInstant,
        to: to?.valueReference?.display ?? '',
        of: named(part, 'of'),
      },
    ];
  });
  return {
    exists: parameter.find(({ name }) => name === 'exists')?.valueBoolean === true,
    open: open.toSorted((a, b) => Number(isInDanger(b)) - Number(isInDanger(a)) || a.until.localeCompare(b.until)),
  };
}

export function providersTold({ parameter = [] }: Parameters): Named[] {
  return named(parameter, 'provider');
}

function named(parameters: readonly ParametersParameter[], wanted: string): Named[] {
  return parameters
    .flatMap(({ name, valueReference }) => (name === wanted && valueReference ? [namedBy(valueReference)] : []))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

function namedBy({ reference = '', display }: Reference): Named {
  const id = reference.split('/').at(-1) ?? '';
  return { id, name: display ?? id };
}

/** What the patient, or those who meet a child, have said. */
export type Answer = 'given' | 'child';

export interface Consent {
  answer: Answer;
  /** For the whole care provider, not the care unit only. */
  isForProvider: boolean;
  /** The last day, YYYY-MM-DD. */
  until: string;
}

export function consentParameters({ answer, isForProvider, until }: Consent, provider: string): ParametersParameter[] {
  return [
    { name: 'consent', valueCode: answer === 'given' ? 'given' : 'cannot-be-had' },
    { name: 'capacity', valueCode: answer === 'given' ? 'has' : 'lacks-for-now' },
    { name: 'informed', valueBoolean: true },
    { name: 'until', valueDate: until },
    ...(isForProvider ? [{ name: 'to', valueReference: { reference: `Organization/${provider}` } }] : []),
  ];
}

export function dangerParameters(reason: string): ParametersParameter[] {
  return [
    { name: 'danger', valueBoolean: true },
    { name: 'consent', valueCode: 'cannot-be-had' },
    { name: 'reason', valueString: reason },
  ];
}

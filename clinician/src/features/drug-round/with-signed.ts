/** The round as it is when something has been signed: the server has taken it, and what it answered is shown before everything is fetched anew. Pure. */
import type { Bundle, MedicationAdministration, Observation } from '@medplum/fhirtypes';
import type { Round } from './queries.ts';

export type Recorded = MedicationAdministration | Observation;

/** In one unit of work: a pump whose rate is changed is never told to have stopped alone. */
export const signingBundle = (resources: readonly Recorded[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map((resource) => ({
    resource,
    request:
      resource.id === undefined
        ? { method: 'POST', url: resource.resourceType }
        : {
            method: 'PUT',
            url: `${resource.resourceType}/${resource.id}`,
            ifMatch: `W/"${resource.meta?.versionId ?? ''}"`,
          },
  })),
});

export function withSigned(round: Round, taken: readonly Recorded[]): Round {
  const given = taken.filter((each) => each.resourceType === 'MedicationAdministration');
  const effects = taken.filter((each) => each.resourceType === 'Observation');
  return { ...round, given: latest(round.given, given), effects: latest(round.effects, effects) };
}

const latest = <T extends { id?: string }>(before: readonly T[], after: readonly T[]): T[] => [
  ...new Map([...before, ...after].map((each) => [each.id, each])).values(),
];

/**
 * What the head of a clinic (verksamhetschef) has decided about who reads a child's record online, as FHIR Consents
 * (http://hl7.org/fhir/R4/consent.html). One that permits lets the child, or one guardian, read what that clinic keeps, at an age at which
 * they otherwise would not. One that denies shuts one guardian out of the child's record, whatever the age. The store keeps them as
 * rows in the transaction that writes the Consent.
 */
import type { Consent, Resource } from '@medplum/fhirtypes';
import { instantBounds } from '../time/instant-bounds.ts';
import { consentScope, custodian, recipient } from './blocks.ts';
import { personalNumbersOf } from './guardianship.ts';

export const onlineCategory = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/consent',
  code: 'online-access',
  display: 'Beslut om barns journal på nätet',
};

export interface OnlineDecision {
  /** The guardian's personal identity number; '' for the child. */
  guardian: string;
  /** Reference to the Organization whose entries are opened; undefined of one that shuts out. */
  of: string | undefined;
  from: string;
  /** null: until further notice. */
  until: string | null;
}

export function isOnlineDecision(resource: Resource): resource is Consent {
  return (
    resource.resourceType === 'Consent' &&
    (resource.category ?? []).some(({ coding }) =>
      coding?.some(({ system, code }) => system === onlineCategory.system && code === onlineCategory.code),
    )
  );
}

/** What does not say whom, and what it opens, opens nothing; one that shuts out does so at once, whatever it says of its beginning. */
export function onlineDecisionsOf(resource: Resource): OnlineDecision[] {
  if (!isOnlineDecision(resource) || resource.status !== 'active') return [];
  const { type, period = {}, actor = [] } = resource.provision ?? {};
  const who = actor.filter(({ role }) => has(role, recipient)).flatMap(({ reference }) => personOf(reference));
  const until = period.end === undefined ? null : (instantBounds(period.end)?.high ?? undefined);
  if (type === 'deny')
    return who
      .filter((guardian) => guardian !== '')
      .map((guardian) => ({ guardian, of: undefined, from: new Date(0).toISOString(), until: until ?? null }));
  const from = period.start === undefined ? undefined : instantBounds(period.start)?.low;
  const of = actor.filter(({ role }) => has(role, custodian)).map(({ reference }) => reference.reference);
  if (resource.scope === undefined || !has(resource.scope, consentScope) || from === undefined || until === undefined)
    return [];
  return who.flatMap((guardian) =>
    of.flatMap((unit) => (unit === undefined ? [] : [{ guardian, of: unit, from, until }])),
  );
}

function personOf(reference: { reference?: string; identifier?: { system?: string; value?: string } }): string[] {
  if (reference.identifier !== undefined) return personalNumbersOf({ identifier: [reference.identifier] });
  return /(?:^|\/)Patient\//.test(reference.reference ?? '') ? [''] : [];
}

function has(concept: Consent['scope'], wanted: { system: string; code: string }): boolean {
  return concept?.coding?.some(({ system, code }) => system === wanted.system && code === wanted.code) ?? false;
}

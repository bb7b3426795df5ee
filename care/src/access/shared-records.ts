/**
 * What opens other care providers' entries (2022:913, 3 kap.), as FHIR Consents (http://hl7.org/fhir/R4/consent.html) that permit: to whom (a
 * care unit, a whole care provider, or one person on behalf of one of them), whose entries (those of the care providers that are
 * named; all when none is), on which ground, from when and until when. The store keeps them in the transaction that writes the Consent.
 */
import type { Consent, Resource } from '@medplum/fhirtypes';
import { instantBounds } from '../time/instant-bounds.ts';
import { consentScope, custodian, has, ours, recipient } from './blocks.ts';
import type { SharedBy } from './situation.ts';

/**
 * Tags the answer that a record is opened with: `elsewhere`, other care providers have unblocked entries (2 kap. 4 §); `open`, something opens them
 * to the asker.
 */
export const sharedTag = 'https://vardkedjan.se/fhir/CodeSystem/shared-records';

/** The longest a consent holds before the patient is asked again; the act has no number (docs/open-questions.md). */
export const consentDays = 365;
/** Of one who lacks capacity. */
export const incapacityDays = 90;
export const emergencyHours = 8;

const displays: Record<SharedBy, string> = {
  consent: 'Samtycke till sammanhållen dokumentation',
  child: 'Barn som inte självt kan samtycka till sammanhållen dokumentation',
  incapacity: 'Saknar förmåga att samtycka till sammanhållen dokumentation',
  emergency: 'Nödöppning av andra vårdgivares uppgifter',
  lifted: 'Spärr hävd för en annan vårdgivare',
};

export const sharingCategory = (ground: SharedBy) => ({
  system: ours,
  code: `shared-records-${ground}`,
  display: displays[ground],
});

export interface Grant {
  ground: SharedBy;
  /** Reference to the Organization that it is given to: a care unit or a care provider. */
  receiver: string;
  /** Reference to the Practitioner, when it is given to nobody else there. */
  practitioner?: string;
  /** References to the care providers whose entries are opened; none: all. */
  keepers: string[];
  /** ISO 8601, UTC. */
  from: string;
  until: string;
}

/** What a Consent opens: nothing, unless it is in force and says all that it must, and nothing that would narrow it. */
export function grantOf(resource: Resource): Grant | undefined {
  const ground = groundOf(resource);
  if (ground === undefined || resource.resourceType !== 'Consent' || resource.status !== 'active') return undefined;
  const { type, period, actor = [], ...narrower } = resource.provision ?? {};
  const from = period?.start === undefined ? undefined : instantBounds(period.start)?.low;
  const until = period?.end === undefined ? undefined : instantBounds(period.end)?.low;
  if (type !== 'permit' || from === undefined || until === undefined) return undefined;
  if (Object.keys(narrower).some((name) => name !== 'purpose' && name !== 'id')) return undefined;
  const named = (role: typeof custodian, kind: string): string[] | undefined => {
    const references = actor.filter((one) => has(one.role, role)).map(({ reference }) => reference?.reference ?? '');
    return references.every((one) => new RegExp(`(^|/)${kind}/`).test(one)) ? references : undefined;
  };
  const keepers = named(custodian, 'Organization');
  const receivers = named(recipient, '(Organization|Practitioner)');
  const [receiver, ...others] = receivers?.filter((one) => !one.includes('Practitioner/')) ?? [];
  const [practitioner, ...otherPeople] = receivers?.filter((one) => one.includes('Practitioner/')) ?? [];
  if (keepers === undefined || receiver === undefined || others.length > 0 || otherPeople.length > 0) return undefined;
  // Without consent it is opened to one person, and what that person has judged to matter.
  const withoutConsent = ground === 'emergency' || ground === 'lifted';
  if (keepers.length === 0 && (withoutConsent || ground === 'incapacity')) return undefined;
  if (withoutConsent && practitioner === undefined) return undefined;
  return { ground, receiver, ...(practitioner !== undefined && { practitioner }), keepers, from, until };
}

/** Whether a resource says what is opened of other care providers' entries; also one that no longer holds. */
export function isAboutSharing(resource: Resource): boolean {
  return groundOf(resource) !== undefined;
}

function groundOf(resource: Resource): SharedBy | undefined {
  if (resource.resourceType !== 'Consent' || !has(resource.scope, consentScope)) return undefined;
  return (Object.keys(displays) as SharedBy[]).find((ground) => isOf(resource, ground));
}

function isOf({ category }: Consent, ground: SharedBy): boolean {
  return category?.some((one) => has(one, sharingCategory(ground))) ?? false;
}

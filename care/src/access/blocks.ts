/**
 * Blocks (spärrar) and the openings through them, as FHIR Consents (http://hl7.org/fhir/R4/consent.html). A block denies others the
 * entries that its custodians keep (R4's example "consent-example-notAuthor"): of a care unit towards the other units of its care provider (PDL 2008:355,
 * 4 kap. 4 §), of a care provider towards other care providers (2022:913, 2 kap. 3 §). An opening lets one person on behalf of one unit
 * through, for a time (PDL 4 kap. 5 §). The store keeps both in the transaction that writes the Consent.
 */
import type { Consent, Resource } from '@medplum/fhirtypes';
import { instantBounds } from '../time/instant-bounds.ts';

export const consentScope = { system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' };
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
/** Whose entries it is about. */
export const custodian = { system: participation, code: 'CST' };
/** Who is let through, and on behalf of which unit. */
export const recipient = { system: participation, code: 'IRCP' };

export const ours = 'https://vardkedjan.se/fhir/CodeSystem/consent';
export const blockCategory = { system: ours, code: 'block', display: 'Spärr' };
export const openingCategory = { system: ours, code: 'block-opening', display: 'Tillfällig hävning av spärr' };

/** Tags the answer that a record is opened with, when there are blocks (that there are may be shown, 4 kap. 4 §): a code is the state of them. */
export const blocksTag = 'https://vardkedjan.se/fhir/CodeSystem/blocks';

/** How long an opening lasts; the law has no number (docs/open-questions.md). */
export const openingHours = 8;

export interface Block {
  /** Reference to the Organization whose entries are blocked: a care unit, or a care provider. */
  of: string;
  /** ISO 8601, UTC; null: until further notice. */
  until: string | null;
}

export interface Opening {
  of: string;
  /** References to the Practitioner and the Organization that are let through. */
  practitioner: string;
  unit: string;
  from: string;
  until: string;
}

/**
 * What a Consent blocks. A block holds at once, whatever its period says of its beginning, and wholly: a narrower one (of some
 * kinds of data, for some purposes) hides all that the custodian keeps rather than too little.
 */
export function blocksOf(resource: Resource): Block[] {
  if (!isPrivacyConsent(resource) || resource.provision?.type !== 'deny') return [];
  const end = resource.provision.period?.end;
  const until = end === undefined ? null : (instantBounds(end)?.high ?? null);
  return actors(resource, custodian, 'Organization').map((of) => ({ of, until }));
}

/** What a Consent opens: nothing, unless it says whom, from when and until when. */
export function openingsOf(resource: Resource): Opening[] {
  if (!isPrivacyConsent(resource) || resource.provision?.type !== 'permit' || !isOpening(resource)) return [];
  const { start, end } = resource.provision.period ?? {};
  const from = start === undefined ? undefined : instantBounds(start)?.low;
  const until = end === undefined ? undefined : instantBounds(end)?.low;
  const [practitioner, ...others] = actors(resource, recipient, 'Practitioner');
  const [unit, ...otherUnits] = actors(resource, recipient, 'Organization');
  if (from === undefined || until === undefined || practitioner === undefined || unit === undefined) return [];
  if (others.length > 0 || otherUnits.length > 0) return [];
  return actors(resource, custodian, 'Organization').map((of) => ({ of, practitioner, unit, from, until }));
}

/** Whether a resource says what is blocked or opened; also one that no longer holds. */
export function isAboutBlocks(resource: Resource): boolean {
  if (resource.resourceType !== 'Consent' || !has(resource.scope, consentScope)) return false;
  return resource.provision?.type === 'deny' || isOpening(resource);
}

function isPrivacyConsent(resource: Resource): resource is Consent {
  return resource.resourceType === 'Consent' && resource.status === 'active' && has(resource.scope, consentScope);
}

function isOpening({ category }: Consent): boolean {
  return category?.some((one) => has(one, openingCategory)) ?? false;
}

function actors({ provision }: Consent, role: { system: string; code: string }, type: string): string[] {
  return (provision?.actor ?? []).flatMap((actor) => {
    const reference = actor.reference?.reference;
    const fits = reference !== undefined && (reference.startsWith(`${type}/`) || reference.includes(`/${type}/`));
    return fits && has(actor.role, role) ? [reference] : [];
  });
}

export function has(concept: Consent['scope'] | undefined, wanted: { system: string; code: string }): boolean {
  return concept?.coding?.some(({ system, code }) => system === wanted.system && code === wanted.code) ?? false;
}

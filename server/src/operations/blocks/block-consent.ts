/** Blocks and openings as the Consents that say them (care/src/access/blocks.ts). */
import type { Consent, Organization, Practitioner, Reference } from '@medplum/fhirtypes';
import {
  blockCategory,
  consentScope,
  custodian,
  openingCategory,
  openingHours,
  recipient,
} from '@vardkedjan/care/access/blocks.ts';
import { law } from '@vardkedjan/care/access/law.ts';

export const reasonUrl = 'https://vardkedjan.se/fhir/StructureDefinition/reason';
const purposes = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

export function blockConsent(
  patient: string,
  of: Reference<Organization>,
  isCareProvider: boolean,
  now: Date,
): Consent {
  const start = now.toISOString();
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [blockCategory] }],
    patient: { reference: `Patient/${patient}` },
    dateTime: start,
    performer: [{ reference: `Patient/${patient}` }],
    policy: [{ uri: law[isCareProvider ? 'svod-2-3' : 'pdl-4-4'].link }],
    provision: { type: 'deny', period: { start }, actor: [{ role: { coding: [custodian] }, reference: of }] },
  };
}

/** A block that is withdrawn, an opening that is closed. */
export function ended(consent: Consent, now: Date): Consent {
  return {
    ...consent,
    status: 'inactive',
    provision: { ...consent.provision, period: { ...consent.provision?.period, end: now.toISOString() } },
  };
}

export interface Ground {
  consent: string | undefined;
  reason: string;
}

/** Who, and on behalf of which unit. */
export interface LetThrough {
  person: Reference<Practitioner>;
  unit: Reference<Organization>;
}

export function openingConsent(
  patient: string,
  of: readonly Reference<Organization>[],
  { person: staff, unit }: LetThrough,
  { consent, reason }: Ground,
  now: Date,
): Consent {
  const person = { reference: `Patient/${patient}` };
  const start = now.toISOString();
  const end = new Date(now.getTime() + openingHours * 3_600_000).toISOString();
  return {
    resourceType: 'Consent',
    extension: [{ url: reasonUrl, valueString: reason }],
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [openingCategory] }],
    patient: person,
    dateTime: start,
    performer: [consent === 'given' ? person : staff],
    policy: [{ uri: law['pdl-4-5'].link }],
    ...(consent === 'given' && { verification: [{ verified: true, verifiedWith: person, verificationDate: start }] }),
    provision: {
      type: 'permit',
      period: { start, end },
      actor: [
        ...of.map((reference) => ({ role: { coding: [custodian] }, reference })),
        ...[staff, unit].map((reference) => ({ role: { coding: [recipient] }, reference })),
      ],
      purpose: [{ system: purposes, code: consent === 'given' ? 'TREAT' : 'ETREAT' }],
    },
  };
}

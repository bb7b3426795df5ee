/** What opens other care providers' entries, as the Consents that say it (care/src/access/shared-records.ts). */
import type { Consent, Organization, Practitioner, Reference } from '@medplum/fhirtypes';
import { consentScope, custodian, recipient } from '@vardkedjan/care/access/blocks.ts';
import { cite, law, type LawKey } from '@vardkedjan/care/access/law.ts';
import { emergencyHours, sharingCategory } from '@vardkedjan/care/access/shared-records.ts';
import type { SharedBy } from '@vardkedjan/care/access/situation.ts';
import { reasonUrl } from '../blocks/block-consent.ts';

export const registeredByUrl = 'https://vardkedjan.se/fhir/StructureDefinition/registered-by';
const purposes = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const provisions: Record<SharedBy, LawKey> = {
  consent: 'svod-3-1',
  child: 'svod-3-1',
  incapacity: 'svod-3-3',
  emergency: 'svod-3-6',
  lifted: 'svod-3-5',
};

export interface Sharing {
  ground: SharedBy;
  /** Id of the Patient. */
  patient: string;
  to: Reference<Organization>;
  person?: Reference<Practitioner>;
  /** The care providers whose entries it opens; none: all. */
  of: readonly Reference<Organization>[];
  registeredBy: Reference<Practitioner>;
  reason?: string | undefined;
}

export function sharingConsent(sharing: Sharing, start: Date, end: Date): Consent {
  const { ground, to, person, of, registeredBy, reason } = sharing;
  const patient = { reference: `Patient/${sharing.patient}` };
  const from = start.toISOString();
  const provision = provisions[ground];
  const inDanger = ground === 'emergency' || ground === 'lifted';
  return {
    resourceType: 'Consent',
    extension: [
      { url: registeredByUrl, valueReference: registeredBy },
      ...(reason === undefined ? [] : [{ url: reasonUrl, valueString: reason }]),
    ],
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [sharingCategory(ground)], text: cite(provision) }],
    patient,
    dateTime: from,
    performer: [ground === 'consent' ? patient : registeredBy],
    policy: [{ uri: law[provision].link }],
    ...(ground === 'consent' && { verification: [{ verified: true, verifiedWith: patient, verificationDate: from }] }),
    provision: {
      type: 'permit',
      period: { start: from, end: end.toISOString() },
      actor: [
        ...of.map((reference) => ({ role: { coding: [custodian] }, reference })),
        ...[...(person === undefined ? [] : [person]), to].map((reference) => ({
          role: { coding: [recipient] },
          reference,
        })),
      ],
      purpose: [{ system: purposes, code: inDanger ? 'ETREAT' : 'TREAT' }],
    },
  };
}

export interface InDanger extends Required<Pick<Sharing, 'patient' | 'to' | 'person' | 'of' | 'registeredBy'>> {
  reason: string;
}

/** Without consent it holds for hours, for one person. */
export function openedInDanger(ground: 'emergency' | 'lifted', given: InDanger, now: Date): Consent {
  return sharingConsent({ ground, ...given }, now, new Date(now.getTime() + emergencyHours * 3_600_000));
}

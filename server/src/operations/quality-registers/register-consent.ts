/** What patients say of quality registers as the Consents that say it (care/src/access/quality-registers.ts). */
import type { Consent, Organization, Patient, Practitioner, Reference } from '@medplum/fhirtypes';
import { consentScope, recipient } from '@vardkedjan/care/access/blocks.ts';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { law } from '@vardkedjan/care/access/law.ts';
import { erasedUrl, registerCategory } from '@vardkedjan/care/access/quality-registers.ts';
import { reasonUrl } from '../blocks/block-consent.ts';

export interface Said {
  choice: 'informed' | 'opposes';
  /** Empty: all. */
  registers: readonly Reference<Organization>[];
  reason: string;
}

export function registerConsent(
  patient: string,
  { choice, registers, reason }: Said,
  caller: Caller,
  now: Date,
): Consent {
  const start = now.toISOString();
  const opposes = choice === 'opposes';
  return {
    resourceType: 'Consent',
    ...(reason !== '' && { extension: [{ url: reasonUrl, valueString: reason }] }),
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [registerCategory] }],
    patient: { reference: `Patient/${patient}` },
    dateTime: start,
    performer: [performerOf(patient, caller)],
    ...(caller.kind === 'staff' && {
      organization: [
        { reference: `Organization/${caller.assignment.careUnit.id}`, display: caller.assignment.careUnit.name },
      ],
    }),
    policy: [{ uri: law[opposes ? 'pdl-7-2' : 'pdl-7-3'].link }],
    provision: {
      type: opposes ? 'deny' : 'permit',
      period: { start },
      ...(registers.length > 0 && {
        actor: registers.map((reference) => ({ role: { coding: [recipient] }, reference })),
      }),
    },
  };
}

function performerOf(patient: string, caller: Caller): Reference<Patient | Practitioner> {
  if (caller.kind === 'staff') return { reference: `Practitioner/${caller.practitioner.id}`, display: caller.name };
  // A guardian says it for a child.
  return { reference: `Patient/${caller.kind === 'resident' ? caller.id : patient}` };
}

/** The opposition, when a register has erased what it had. */
export function erasedBy(consent: Consent, register: Reference<Organization>, now: Date): Consent {
  const erased = {
    url: erasedUrl,
    extension: [
      { url: 'register', valueReference: register },
      { url: 'when', valueInstant: now.toISOString() },
    ],
  };
  return { ...consent, extension: [...(consent.extension ?? []), erased] };
}

/**
 * `POST Patient/{id}/$online-access`: what the head of a clinic decides about a child's record online (care/src/access/online-decisions.ts).
 * The decision is a Consent, which staff do not write in any other way, and which the resident is not shown.
 */
import type { Consent, Identifier, Patient, Reference } from '@medplum/fhirtypes';
import { consentScope, custodian, recipient } from '@vardkedjan/care/access/blocks.ts';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { personalNumbersOf } from '@vardkedjan/care/access/guardianship.ts';
import { law } from '@vardkedjan/care/access/law.ts';
import { isOnlineDecision, onlineCategory } from '@vardkedjan/care/access/online-decisions.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { ended, reasonUrl } from '../blocks/block-consent.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { terms } from './terms.ts';

/** Keeps the decisions: what the caller may not write, and other staff may not read. */
const register: SystemCaller = { kind: 'system', id: 'online-access', name: 'Decisions on records online' };

const decisions = ['child-reads', 'guardian-reads', 'guardian-shut-out', 'withdrawn'] as const;
type Decision = (typeof decisions)[number];

export const patientOnlineAccess: Operation = {
  terms,
  act: 'decide-online',
  concerns: (asked, input) => [{ act: 'decide-online', patient: asked.id, reason: input.text('reason') ?? '' }],
  async handle(asked, input) {
    const { caller } = asked;
    if (caller.kind !== 'staff') throw new Failure('invalid', 'Only the head of a care unit decides');
    const decision = decisions.find((one) => one === input.text('decision'));
    if (decision === undefined) throw new Failure('invalid', `decision is ${decisions.join(', ')}`);
    const record = asked.wiring.openRecord(register);
    if (decision === 'withdrawn') {
      const { id, version, consent } = await withdrawing(asked, caller, input);
      const [written] = await record.write([
        { action: 'update', id, ifMatch: version, resource: ended(consent, new Date()) },
      ]);
      if (written === undefined) throw new Error('the decision was not withdrawn');
      return answerWith(written.stored);
    }
    const consent = decided(asked.id, caller, { decision, input, now: new Date() });
    requireValidResource(consent);
    const [written] = await record.write([{ action: 'create', resource: consent }]);
    if (written === undefined) throw new Error('the decision was not written');
    return answerWith(written.stored, 201);
  },
};

/** Each unit withdraws its own. */
async function withdrawing(asked: Asked, { assignment }: StaffCaller, input: OperationInput) {
  const id = /(?:^|\/)Consent\/([A-Za-z0-9\-.]{1,64})$/.exec(input.value<Reference>('withdraws')?.reference ?? '')?.[1];
  const stored = id === undefined ? undefined : await asked.wiring.openRecord(register).read('Consent', id);
  const consent = stored === undefined || stored.deleted ? undefined : (JSON.parse(stored.body) as Consent);
  const isOurs =
    consent !== undefined &&
    isOnlineDecision(consent) &&
    consent.patient?.reference === `Patient/${asked.id}` &&
    consent.organization?.[0]?.reference === `Organization/${assignment.careUnit.id}`;
  if (stored === undefined || !isOurs)
    throw new Failure('invalid', 'withdraws must refer to a decision of your own unit');
  return { id: stored.id, version: stored.version, consent };
}

function decided(
  patient: string,
  { practitioner, name, assignment }: StaffCaller,
  { decision, input, now }: { decision: Exclude<Decision, 'withdrawn'>; input: OperationInput; now: Date },
): Consent {
  const start = now.toISOString();
  const end = input.text('until');
  const unit = { reference: `Organization/${assignment.careUnit.id}`, display: assignment.careUnit.name };
  const child = { reference: `Patient/${patient}` };
  const who: Reference<Patient> = decision === 'child-reads' ? child : { identifier: guardianNamed(input) };
  const isShutOut = decision === 'guardian-shut-out';
  return {
    resourceType: 'Consent',
    // The other guardian and the child read Consents too; what has been decided about somebody is for the clinic to say.
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' }] },
    extension: [{ url: reasonUrl, valueString: input.text('reason') ?? '' }],
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [onlineCategory] }],
    patient: child,
    dateTime: start,
    performer: [{ reference: `Practitioner/${practitioner.id}`, display: name }],
    organization: [unit],
    policy: [{ uri: law[isShutOut ? 'online-agent' : 'journal-online-age'].link }],
    provision: {
      type: isShutOut ? 'deny' : 'permit',
      period: { start, ...(end !== undefined && { end }) },
      actor: [
        ...(isShutOut ? [] : [{ role: { coding: [custodian] }, reference: unit }]),
        { role: { coding: [recipient] }, reference: who },
      ],
    },
  };
}

function guardianNamed(input: OperationInput): Identifier {
  const identifier = input.value<Identifier>('guardian');
  const { system, value } = identifier ?? {};
  if (
    system === undefined ||
    value === undefined ||
    personalNumbersOf({ identifier: [{ system, value }] }).length === 0
  )
    throw new Failure('invalid', 'guardian must be a personal identity number or a coordination number, twelve digits');
  return { system, value };
}

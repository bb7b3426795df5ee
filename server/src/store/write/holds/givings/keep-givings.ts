/**
 * The gate that everything recorded of a dose passes, by whichever path it is written: the giver is the caller and may give, by profession or by a delegation
 * that covers the drug today; the order is in force and goes on; the dose is due, and no more than is ordered or left; a known
 * hypersensitivity that nobody has answered for stops it here too (F4); what was recorded is not written over. What a system
 * client brings is history.
 */
import type { Basic, MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { isAnswered } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { allergy } from '@vardkedjan/care/clinical/drug-safety/rules/allergy.ts';
import { delegationNamed } from '@vardkedjan/care/clinical/giving/administration.ts';
import { covers, delegationOf } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { type GivingFault, givingFaults, goesIn } from '@vardkedjan/care/clinical/giving/lawful-giving.ts';
import { mayGive } from '@vardkedjan/care/clinical/giving/may-give.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { readStored } from '../../../read/read.ts';
import { localReference } from '../../../references.ts';
import { resourceOf } from '../../body.ts';
import type { WrittenOrder } from '../drug-orders/keep-drug-orders.ts';
import { allergyFacts, issuesOf, nothingOf, situationOf } from '../drug-orders/order-facts.ts';
import type { OrderContext } from '../drug-orders/keep-drug-orders.ts';
import { givingFaultSystem } from './giving-slots.ts';
import { recentGivings } from './recent-givings.ts';

interface Dose {
  written: WrittenOrder;
  before: MedicationAdministration | undefined;
  after: MedicationAdministration;
}

/** Fails with 422, or with 428 where the version that somebody has read is not named. */
export async function keepGivings(written: readonly WrittenOrder[], context: OrderContext): Promise<void> {
  const { caller } = context;
  if (caller.kind !== 'staff') return;
  const doses = written.flatMap((one): Dose[] =>
    one.type === 'MedicationAdministration' && one.resource !== undefined
      ? [
          {
            written: one,
            before: one.before === undefined ? undefined : (resourceOf(one.before) as MedicationAdministration),
            after: one.resource as MedicationAdministration,
          },
        ]
      : [],
  );
  for (const dose of doses) await keepOne(dose, caller, { ...context, written });
}

async function keepOne(
  { written: one, before, after }: Dose,
  caller: StaffCaller,
  context: OrderContext & { written: readonly WrittenOrder[] },
): Promise<void> {
  if (before !== undefined && one.ifMatch === undefined)
    throw new Failure('precondition-failed', 'Send If-Match with the version that you have read, as in W/"3"', {
      status: 428,
      change: one.index,
    });
  if (before === undefined && !one.isCreate)
    throw new Failure('invalid', 'What is recorded of a dose is created by POST, and has no id of the client’s own', {
      status: 422,
      change: one.index,
    });
  const order = await orderOf(after, context);
  const patient = localReference(after.subject.reference ?? '');
  const key = (patient && context.targets.get(patient)?.patientKey) ?? 0;
  const recent = (await recentGivings([key], context)).filter(({ id }) => id !== one.id);
  const own = recent.filter(
    ({ request }) => localReference(request?.reference ?? '')?.id === order?.id && order?.id !== undefined,
  );
  const by = {
    practitioner: `Practitioner/${caller.practitioner.id}`,
    mayGive: mayGive(caller.assignment),
    isDelegated: await isDelegated(after, caller, context),
  };
  const faults = givingFaults(before, after, by, { order, earlier: own, now: Date.parse(context.now) });
  if (faults.length > 0) throw unlawful(faults, one.index);
  if (order !== undefined && goesIn(before, after)) await keepFromAllergy(order, key, { ...context, index: one.index });
}

async function orderOf(
  { request }: MedicationAdministration,
  { written, database, visibility }: OrderContext & { written: readonly WrittenOrder[] },
): Promise<MedicationRequest | undefined> {
  const local = localReference(request?.reference ?? '');
  if (local?.type !== 'MedicationRequest') return undefined;
  const beside = written.find(({ type, id }) => type === local.type && id === local.id);
  if (beside !== undefined) return { ...(beside.resource as MedicationRequest), id: local.id };
  const stored = await readStored(database, visibility, local.type, local.id);
  return stored === undefined || stored.deleted ? undefined : (resourceOf(stored.body) as MedicationRequest);
}

/** By what the administration names; not by what nobody has named. */
async function isDelegated(
  after: MedicationAdministration,
  { practitioner, assignment }: StaffCaller,
  { database, visibility, now }: OrderContext,
): Promise<boolean> {
  const local = localReference(delegationNamed(after) ?? '');
  if (local?.type !== 'Basic' || assignment.purpose !== 'care') return false;
  const stored = await readStored(database, visibility, local.type, local.id);
  const delegation =
    stored === undefined || stored.deleted ? undefined : delegationOf(resourceOf(stored.body) as Basic);
  return (
    delegation !== undefined &&
    covers(delegation, {
      practitioner: practitioner.id,
      unit: assignment.careUnit.id,
      day: stockholmDay(new Date(now)),
      drug: after.medicationCodeableConcept,
    })
  );
}

/** What has come to be known since the order was signed stops the dose; whoever orders answers for it, with a new order. */
async function keepFromAllergy(
  order: MedicationRequest,
  patientKey: number,
  context: OrderContext & { written: readonly WrittenOrder[]; index: number },
): Promise<void> {
  const known = (await allergyFacts([patientKey], context)).get(patientKey) ?? nothingOf(context.now);
  const situation = situationOf(order, known, context.written);
  const alerts = allergy(situation, await context.knownDrugs(situation.today)).filter(({ stops }) => stops);
  if (alerts.length === 0) return;
  const issues = await issuesOf(order, context.written, context);
  const patientId = localReference(order.subject.reference ?? '')?.id ?? '';
  const [open] = alerts.filter((alert) => !isAnswered(alert, issues, patientId));
  if (open === undefined) return;
  throw new Failure('invalid', 'The drug is one that the patient is hypersensitive to', {
    status: 422,
    change: context.index,
    issues: [
      {
        severity: 'error',
        code: 'business-rule',
        details: {
          coding: [{ system: givingFaultSystem, code: open.rule }],
          text: `${open.why.sv} Ges inte: kontakta den som ordinerar.`,
        },
        expression: ['MedicationAdministration'],
      },
    ],
  });
}

function unlawful(faults: readonly GivingFault[], change: number): Failure {
  const issues = faults.map((fault) => ({
    severity: 'error' as const,
    code: 'business-rule' as const,
    details: { coding: [{ system: givingFaultSystem, code: fault }], text: faultTexts[fault] },
    expression: ['MedicationAdministration'],
  }));
  return new Failure('invalid', 'The dose may not be recorded so', { status: 422, issues, change });
}

const faultTexts: Readonly<Record<GivingFault, string>> = {
  'may-not-give':
    'Du får inte ge läkemedlet: det krävs behörighet, eller en delegering som gäller i dag och omfattar det.',
  'not-the-giver': 'En dos signeras i eget namn.',
  'no-order': 'Ordinationen finns inte, eller får inte visas för dig.',
  'not-in-force': 'Ordinationen är pausad eller avslutad. Läkemedlet ges inte.',
  'other-patient': 'Ordinationen gäller en annan patient.',
  'other-drug': 'Ordinationen gäller ett annat läkemedel.',
  'already-recorded': 'Dosen är redan signerad.',
  'not-due': 'Ingen dos är ordinerad till den tiden.',
  'no-due-time': 'Säg vilken dos det är: ordinationen har bestämda tider.',
  'no-reason': 'Skäl saknas.',
  'no-dose': 'Mängden saknas.',
  'more-than-ordered': 'Mängden är större än den ordinerade, eller i en annan enhet.',
  'more-than-left': 'Mängden är större än vad som återstår av högsta dygnsdosen.',
  'not-yet': 'Tiden ligger framåt.',
  'too-early': 'Det är för långt till dosens tid.',
  'second-signature': 'Dosen ska signeras av två.',
  'same-hand': 'Den andra signaturen ska vara någon annans.',
  status: 'Dosen kan inte gå till det läget.',
  'written-over': 'Det som är signerat skrivs inte över: ångra med ett skäl och signera på nytt.',
};

/**
 * The gate that every drug order passes, by whichever path it is written: create, update, patch, transaction, batch, import
 * (F4). What staff order is lawful after what stood there before, and does not contradict itself (F5); what the safety rules stop
 * has been answered with a reason, in a DetectedIssue that the order names. Of what a system client takes in, a known hypersensitivity
 * stops; the rest is history that it brings.
 */
import type { MedicationRequest, Resource } from '@medplum/fhirtypes';
import type { Caller, StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { checkDrug } from '@vardkedjan/care/clinical/drug-safety/check-drug.ts';
import {
  alertAboutSystem,
  alertSystem,
  type DrugAlert,
  isAnswered,
  releaseExtension,
} from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import {
  beginsNow,
  isTakenVerbally,
  type OrderFault,
  orderFaults,
} from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { asksToConfirm, mayTakeVerbally } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import type { KnownDrugs } from '../../../definitions/drug-knowledge.ts';
import { localReference } from '../../../references.ts';
import { resourceOf } from '../../body.ts';
import type { Targets } from '../../linking/targets.ts';
import type { WhoSees } from '../who-sees.ts';
import {
  allergyFacts,
  type Beside,
  chartFacts,
  type FactSource,
  issuesOf,
  nothingOf,
  situationOf,
} from './order-facts.ts';

export interface WrittenOrder extends Beside {
  /** Its place among the changes. */
  index: number;
  /** Text of the version that it replaces. */
  before: string | undefined;
  ifMatch: number | undefined;
  /** Not by PUT to an id of the client's own. */
  isCreate: boolean;
}

export interface OrderContext extends FactSource {
  caller: Caller;
  knownDrugs: KnownDrugs;
  targets: Targets;
  alongside?: readonly Resource[];
  sees?: WhoSees | undefined;
}

const faultSystem = 'https://vardkedjan.se/fhir/CodeSystem/order-fault';
/** Of what a system client brings. */
const alwaysStop: ReadonlySet<string> = new Set(['allergy', 'cross-reaction']);

interface Order {
  written: WrittenOrder;
  before: MedicationRequest | undefined;
  after: MedicationRequest;
}

/** Fails with 422, or with 428 where the version that somebody has read is not named. */
export async function keepDrugOrders(written: readonly WrittenOrder[], context: OrderContext): Promise<void> {
  const orders = written.flatMap((one): Order[] =>
    one.type === 'MedicationRequest' && one.resource !== undefined
      ? [
          {
            written: one,
            before: one.before === undefined ? undefined : (resourceOf(one.before) as MedicationRequest),
            after: one.resource as MedicationRequest,
          },
        ]
      : [],
  );
  if (orders.length === 0) return;
  const { caller } = context;
  if (caller.kind === 'staff') for (const order of orders) await keepLawful(order, caller, { ...context, written });
  const beginning = orders.filter(({ before, after }) => beginsNow(before, after));
  if (beginning.length === 0) return;
  const known = await knownOf(beginning, context);
  const besides = [
    ...written,
    ...(context.alongside ?? []).map((resource) => ({ type: resource.resourceType, id: resource.id, resource })),
  ];
  for (const { written: one, after } of beginning) {
    const facts = known.get(after.subject.reference ?? '');
    if (facts === undefined) continue;
    const alerts = checkDrug(situationOf(after, facts, besides), await context.knownDrugs(facts.today)).filter(
      ({ stops, rule }) => stops && (caller.kind !== 'system' || alwaysStop.has(rule)),
    );
    const issues = alerts.length === 0 ? [] : await issuesOf(after, besides, context);
    const patientId = localReference(after.subject.reference ?? '')?.id ?? '';
    const open = alerts.filter((alert) => !isAnswered(alert, issues, patientId));
    if (open.length > 0) throw stopped(open, one.index);
  }
}

async function keepLawful(
  { written, before, after }: Order,
  caller: StaffCaller,
  context: OrderContext & { written: readonly WrittenOrder[] },
): Promise<void> {
  if (before !== undefined && before.status !== 'draft' && written.ifMatch === undefined)
    throw new Failure(
      'precondition-failed',
      'Send If-Match with the version of the order that you have read, as in W/"3"',
      { status: 428, change: written.index },
    );
  const { assignment } = caller;
  const by = {
    practitioner: caller.practitioner.id,
    mayPrescribe: mayPrescribe(assignment),
    mayTakeVerbally: mayTakeVerbally(assignment),
  };
  const faults = orderFaults(before, after, by);
  if (isOfAnother(after, context.targets)) faults.push('other-patient');
  if (beginsNow(before, after) && before?.status !== 'on-hold' && isTakenVerbally(after, by))
    faults.push(...(await verbalFaults({ ...after, ...(written.id !== undefined && { id: written.id }) }, context)));
  if (faults.length > 0) throw unlawful(faults, written.index);
}

/** By somebody who prescribes, and it waits on their list. */
async function verbalFaults(
  order: MedicationRequest,
  { written, sees, database }: OrderContext & { written: readonly WrittenOrder[] },
): Promise<OrderFault[]> {
  const { reference = '' } = order.requester ?? {};
  const isKnown = (await sees?.isPrescriber(reference, database)) === true;
  const isAsked = written.some(({ resource }) => asksToConfirm(resource, order));
  return [...(isKnown ? [] : ['no-prescriber-said' as const]), ...(isAsked ? [] : ['unconfirmed' as const])];
}

/** The order that this one follows is another patient's. */
function isOfAnother({ priorPrescription, subject }: MedicationRequest, targets: Targets): boolean {
  const [prior, patient] = [priorPrescription?.reference, subject.reference].map((reference) => {
    const local = localReference(reference ?? '');
    return local && targets.get(local);
  });
  return prior !== undefined && patient !== undefined && prior.patientKey !== patient.patientKey;
}

/** By the reference to the patient. Who is new has nothing stored. */
async function knownOf(
  orders: readonly Order[],
  context: OrderContext,
): Promise<Map<string, Awaited<ReturnType<typeof chartFacts>>>> {
  const patients = new Set(orders.flatMap(({ after }) => after.subject.reference ?? []));
  const found = new Map<string, Awaited<ReturnType<typeof chartFacts>>>();
  if (context.caller.kind !== 'system') {
    for (const patient of patients) found.set(patient, await chartFacts(localReference(patient)?.id ?? '', context));
    return found;
  }
  const keys = new Map(
    [...patients].flatMap((patient) => {
      const local = localReference(patient);
      const key = local && context.targets.get(local)?.patientKey;
      return [[patient, key ?? 0] as const];
    }),
  );
  const facts = await allergyFacts([...keys.values()], context);
  for (const [patient, key] of keys) found.set(patient, facts.get(key) ?? nothingOf(context.now));
  return found;
}

function unlawful(faults: readonly OrderFault[], change: number): Failure {
  const issues = faults.map(
    (fault): Issue => ({
      severity: 'error',
      code: 'business-rule',
      details: { coding: [{ system: faultSystem, code: fault }], text: faultTexts[fault] },
      expression: ['MedicationRequest'],
    }),
  );
  return new Failure('invalid', 'The order is not lawful', { status: 422, issues, change });
}

function stopped(alerts: readonly DrugAlert[], change: number): Failure {
  const issues = alerts.map(
    ({ rule, about, release }): Issue => ({
      severity: 'error',
      code: 'business-rule',
      extension: [
        { url: alertAboutSystem, valueString: `${rule}:${about}` },
        ...(release ? [releaseExtension(release)] : []),
      ],
      details: { coding: [{ system: alertSystem, code: rule }], text: alertTexts[rule] },
      expression: ['MedicationRequest.detectedIssue'],
    }),
  );
  return new Failure('invalid', 'The order has not been answered for', { status: 422, issues, change });
}

const faultTexts: Readonly<Record<OrderFault, string>> = {
  'not-a-prescriber': 'Du har inte rätt att förskriva läkemedel i det här uppdraget.',
  'not-the-requester': 'En ordination signeras i eget namn.',
  'no-drug': 'Ordinationen saknar läkemedel.',
  'no-dose': 'Ordinationen saknar dosering.',
  contradiction: 'Doseringen motsäger sig själv.',
  status: 'Ordinationen kan inte gå till det läget.',
  'no-reason': 'Skäl saknas.',
  'written-over': 'En ordination skrivs inte över: den ändras med en ny som följer på den.',
  'other-patient': 'Ordinationen gäller en annan patient.',
  unconfirmed: 'En muntlig ordination läggs på ordinatörens lista för att signeras.',
  'no-prescriber-said': 'Den som sägs ha ordinerat är inte känd som förskrivare.',
};

const alertTexts: Readonly<Record<DrugAlert['rule'], string>> = {
  allergy: 'Patienten har en dokumenterad överkänslighet mot läkemedlet eller dess grupp.',
  'cross-reaction': 'Patienten har en överkänslighet mot ett läkemedel som liknar detta.',
  'allergy-not-compared': 'Patienten har en överkänslighet som inte kan jämföras med läkemedlet.',
  'allergy-unknown': 'Uppgift om överkänslighet saknas. Det betyder inte att det inte finns någon.',
  'drug-not-known': 'Läkemedlet har ingen kod och kan inte kontrolleras.',
  duplicate: 'Samma substans är redan ordinerad.',
  interaction: 'Läkemedlet går inte ihop med ett annat som är ordinerat.',
  'dose-rises': 'Dosen stiger mellan två steg.',
  'dose-many': 'Det är många på en gång.',
  'dose-over': 'Doseringens sista dag har varit.',
  'most-per-day': 'Dygnsdosen är högre än den högsta.',
  'most-at-once': 'Dosen är högre än den högsta på en gång.',
  'most-by-kidneys': 'Dygnsdosen är för hög för patientens njurfunktion.',
  'dose-not-checked': 'Dosen kan inte kontrolleras.',
  age: 'Läkemedlet är inte för patientens ålder.',
  weight: 'Läkemedlet är inte för patientens vikt.',
  'weight-unknown': 'Vikten är inte känd.',
  kidneys: 'Läkemedlet är inte för patientens njurfunktion.',
  'kidneys-unknown': 'Njurfunktionen är inte känd.',
  pregnancy: 'Läkemedlet ska inte ges under graviditet.',
  'pregnancy-unknown': 'Om patienten är gravid är inte känt.',
};

/** What is asked for and planned: referrals and their answers, appointments, tasks, care plans, warnings, vaccinations, procedures. */
import type {
  AllergyIntolerance,
  Appointment,
  CarePlan,
  DiagnosticReport,
  Flag,
  Immunization,
  Practitioner,
  Procedure,
  Reference,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { type ProcedureKey, procedures } from '../catalogue/procedures.ts';
import { type Vaccine, type VaccineKey, vaccines } from '../catalogue/vaccines.ts';
import { type Day, dateText, dateTimeText, type Moment } from '../calendar.ts';
import {
  atcSystem,
  flagKindSystem,
  kvaSystem,
  orderStateSystem,
  planKindSystem,
  referralKindSystem,
  taskKindSystem,
} from '../systems.ts';
import {
  orderStates,
  referralKinds,
  taskKinds,
  flagKinds,
  planKinds,
  type FlagKind,
  type PlanKind,
  type ReferralKind,
  type TaskKind,
} from '../units/value-lists.ts';
import type { Staff, Unit } from '../units/unit.ts';
import type { Chart, Contact, Problem } from './chart.ts';

export interface Referral {
  resource: ServiceRequest;
  reference: Reference<ServiceRequest>;
  to: Unit;
  handling?: Task;
}

export function refer(
  chart: Chart,
  contact: Contact,
  kind: ReferralKind,
  to: Unit,
  given: { question: string; history: string; problem?: Problem; done?: boolean; urgent?: boolean },
): Referral {
  const resource = chart.add<ServiceRequest>(contact.unit, {
    resourceType: 'ServiceRequest',
    status: given.done ? 'completed' : 'active',
    intent: 'order',
    priority: given.urgent ? 'urgent' : 'routine',
    category: [
      { coding: [{ system: referralKindSystem, code: kind, display: referralKinds[kind] }], text: referralKinds[kind] },
    ],
    code: { text: given.question },
    subject: chart.subject,
    encounter: contact.reference,
    authoredOn: dateTimeText(contact.start),
    requester: contact.staff.reference as Reference<Practitioner>,
    performer: [to.reference],
    ...(given.problem && {
      reasonCode: [{ text: given.problem.diagnosis.title }],
      reasonReference: [given.problem.reference],
    }),
    note: [{ text: given.history }],
  });
  const reference = { reference: `ServiceRequest/${resource.id}` };
  // Within the care provider only: nobody else could read the order.
  const handling = to.provider === contact.unit.provider ? handle(chart, contact, resource, to) : undefined;
  return { resource, to, reference, ...(handling && { handling }) };
}

const dayLength = 86_400_000;

/** Where it stands: it is accepted within some days, and done when it is answered. */
function handle(chart: Chart, contact: Contact, request: ServiceRequest, to: Unit): Task {
  const state =
    request.status === 'completed' ? 'done' : chart.now - contact.start > 5 * dayLength ? 'accepted' : 'received';
  const status = { done: 'completed', accepted: 'accepted', received: 'received' } as const;
  const due = contact.start + dayLength;
  const handling = chart.add<Task>(contact.unit, {
    resourceType: 'Task',
    ...(request.id !== undefined && { id: request.id }),
    status: status[state],
    businessStatus: { coding: [{ system: orderStateSystem, code: state, display: orderStates[state] }] },
    intent: 'order',
    priority: request.priority ?? 'routine',
    code: { coding: [{ system: taskKindSystem, code: 'order', display: taskKinds.order }], text: taskKinds.order },
    ...(request.code?.text !== undefined && { description: request.code.text }),
    focus: { reference: `ServiceRequest/${request.id}` },
    for: chart.subject,
    encounter: contact.reference,
    authoredOn: dateTimeText(contact.start),
    lastModified: dateTimeText(Math.min(chart.now, due)),
    ...(request.requester && { requester: request.requester }),
    owner: to.reference,
    restriction: { period: { end: dateTimeText(due) } },
  });
  return handling;
}

/** The answer of the unit that was asked, in its own words. */
export function answer(
  chart: Chart,
  referral: Referral,
  given: {
    moment: Moment;
    staff: Staff;
    title: string;
    conclusion: string;
    category: 'RAD' | 'CUS' | 'PAT' | 'OTH' | 'EC';
    status?: 'final' | 'preliminary';
  },
): DiagnosticReport {
  referral.resource.status = 'completed';
  if (referral.handling) {
    referral.handling.status = 'completed';
    referral.handling.businessStatus = {
      coding: [{ system: orderStateSystem, code: 'done', display: orderStates.done }],
    };
    referral.handling.lastModified = dateTimeText(given.moment);
  }
  return chart.add<DiagnosticReport>(referral.to, {
    resourceType: 'DiagnosticReport',
    basedOn: [referral.reference],
    status: given.status ?? 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: given.category }] }],
    code: { text: given.title },
    subject: chart.subject,
    ...(referral.resource.encounter && { encounter: referral.resource.encounter }),
    effectiveDateTime: dateTimeText(given.moment),
    issued: dateTimeText(given.moment),
    performer: [referral.to.reference],
    resultsInterpreter: [given.staff.reference],
    conclusion: given.conclusion,
  });
}

export function book(
  chart: Chart,
  given: {
    unit: Unit;
    staff: Staff;
    start: Moment;
    minutes: number;
    reason: string;
    kind: string;
    status?: Appointment['status'];
    basedOn?: Referral;
  },
): Appointment {
  const accepted = (actor: NonNullable<Appointment['participant'][number]['actor']>) => ({
    actor,
    status: 'accepted' as const,
  });
  return chart.add<Appointment>(given.unit, {
    resourceType: 'Appointment',
    status: given.status ?? (given.start < chart.now ? 'fulfilled' : 'booked'),
    appointmentType: { text: given.kind },
    reasonCode: [{ text: given.reason }],
    description: given.reason,
    start: dateTimeText(given.start),
    end: dateTimeText(given.start + given.minutes * 60_000),
    minutesDuration: given.minutes,
    created: dateTimeText(Math.min(chart.now, given.start) - 14 * 86_400_000),
    ...(given.basedOn && { basedOn: [given.basedOn.reference] }),
    participant: [accepted(chart.subject), accepted(given.staff.reference), accepted(given.unit.locationReference)],
  });
}

/** Something that waits for somebody. */
export function assign(
  chart: Chart,
  kind: TaskKind,
  given: {
    unit: Unit;
    owner?: Staff;
    focus?: Resource;
    requester?: Reference<Practitioner>;
    moment: Moment;
    text: string;
    urgent?: boolean;
  },
): Task {
  return chart.add<Task>(given.unit, {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    priority: given.urgent ? 'urgent' : 'routine',
    code: { coding: [{ system: taskKindSystem, code: kind, display: taskKinds[kind] }], text: taskKinds[kind] },
    description: given.text,
    ...(given.focus && { focus: { reference: `${given.focus.resourceType}/${given.focus.id}` } }),
    for: chart.subject,
    authoredOn: dateTimeText(given.moment),
    ...(given.requester && { requester: given.requester }),
    owner: given.owner ? given.owner.reference : given.unit.reference,
  });
}

export function plan(
  chart: Chart,
  contact: Contact,
  kind: PlanKind,
  given: {
    title: string;
    description: string;
    activities: readonly { text: string; done?: boolean }[];
    problems?: readonly Problem[];
    until?: Day;
  },
): CarePlan {
  const over = given.until !== undefined && given.until <= chart.today;
  return chart.add<CarePlan>(contact.unit, {
    resourceType: 'CarePlan',
    status: over ? 'completed' : 'active',
    intent: 'plan',
    category: [{ coding: [{ system: planKindSystem, code: kind, display: planKinds[kind] }], text: planKinds[kind] }],
    title: given.title,
    description: given.description,
    subject: chart.subject,
    encounter: contact.reference,
    period: { start: dateText(contact.day), ...(over && given.until !== undefined && { end: dateText(given.until) }) },
    created: dateTimeText(contact.start),
    author: contact.staff.reference,
    ...(given.problems && given.problems.length > 0 && { addresses: given.problems.map((p) => p.reference) }),
    activity: given.activities.map(({ text, done }) => ({
      detail: { status: done || over ? ('completed' as const) : ('in-progress' as const), description: text },
    })),
  });
}

export interface AllergyGiven {
  text: string;
  atc?: string;
  category: 'food' | 'medication' | 'environment' | 'biologic';
  criticality: 'low' | 'high' | 'unable-to-assess';
  reaction: string;
  severity: 'mild' | 'moderate' | 'severe';
  type?: 'allergy' | 'intolerance';
  verified?: 'confirmed' | 'unconfirmed';
}

export function allergy(chart: Chart, contact: Contact, given: AllergyGiven): AllergyIntolerance {
  const hl7 = 'http://terminology.hl7.org/CodeSystem';
  return chart.add<AllergyIntolerance>(contact.unit, {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ system: `${hl7}/allergyintolerance-clinical`, code: 'active' }] },
    verificationStatus: {
      coding: [{ system: `${hl7}/allergyintolerance-verification`, code: given.verified ?? 'confirmed' }],
    },
    type: given.type ?? 'allergy',
    category: [given.category],
    criticality: given.criticality,
    code: {
      ...(given.atc && { coding: [{ system: atcSystem, code: given.atc, display: given.text }] }),
      text: given.text,
    },
    patient: chart.subject,
    encounter: contact.reference,
    recordedDate: dateTimeText(contact.start),
    recorder: contact.staff.reference as Reference<Practitioner>,
    reaction: [{ manifestation: [{ text: given.reaction }], severity: given.severity }],
  });
}

export function flag(chart: Chart, contact: Contact, kind: FlagKind, text: string): Flag {
  return chart.add<Flag>(contact.unit, {
    resourceType: 'Flag',
    status: 'active',
    category: [{ coding: [{ system: flagKindSystem, code: kind, display: flagKinds[kind] }], text: flagKinds[kind] }],
    code: { text },
    subject: chart.subject,
    period: { start: dateText(contact.day) },
    encounter: contact.reference,
    author: contact.staff.reference,
  });
}

export function immunise(chart: Chart, contact: Contact, key: VaccineKey, dose?: number): Immunization {
  const vaccine: Vaccine = vaccines[key];
  return chart.add<Immunization>(contact.unit, {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: atcSystem, code: vaccine.atc, display: vaccine.name }], text: vaccine.name },
    patient: chart.subject,
    encounter: contact.reference,
    occurrenceDateTime: dateText(contact.day),
    primarySource: true,
    lotNumber: `T${chart.random.int(10000, 99999)}`,
    performer: [{ actor: contact.staff.reference }],
    protocolApplied: [
      {
        targetDisease: vaccine.against.map((text) => ({ text })),
        ...(dose === undefined ? { doseNumberString: 'okänd' } : { doseNumberPositiveInt: dose }),
      },
    ],
  });
}

export function operate(
  chart: Chart,
  contact: Contact,
  key: ProcedureKey,
  moment: Moment,
  problem?: Problem,
): Procedure {
  const procedure = procedures[key];
  return chart.add<Procedure>(contact.unit, {
    resourceType: 'Procedure',
    status: 'completed',
    code: { coding: [{ system: kvaSystem, code: procedure.code, display: procedure.title }], text: procedure.title },
    subject: chart.subject,
    encounter: contact.reference,
    performedDateTime: dateTimeText(moment),
    performer: [{ actor: contact.staff.reference }],
    ...(problem && { reasonReference: [problem.reference] }),
  });
}

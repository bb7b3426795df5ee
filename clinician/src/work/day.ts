/** The day list as values: today's Appointments with the patient and the time of each, in order. http://hl7.org/fhir/R4/appointment.html */
import type {
  Appointment,
  DocumentReference,
  Encounter,
  Patient,
  QuestionnaireResponse,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { isCounterSigning } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { isOpeningTask } from '@vardkedjan/care/access/opening-follow-up.ts';
import { isVerbalOrderTask } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { renewalStateOf } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { isAnswerTask, isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { formDraftNumber, heldForm } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { formatTime, timeOf } from '@vardkedjan/ui/dates.ts';
import { type LiftRequest, liftRequestAt } from '@vardkedjan/care/access/lift-request.ts';
import { textOfConcept } from '../chart/concept.ts';
import { isDue } from './lift-row.ts';

export const careUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

export interface DayRow {
  id: string;
  at: number;
  time: string;
  end: string;
  patientId: string;
  patient: Patient | undefined;
  reason: string;
  kind: string;
  status: string;
  /** Who is to meet the patient. */
  staff: string;
  isMine: boolean;
  isOver: boolean;
}

export interface WhoAsks {
  practitionerId: string;
  roleId: string;
  unitId: string;
}

/** The unit that a resource belongs to, as the server has marked it. */
export function careUnitOf(resource: Resource): string | undefined {
  return resource.meta?.extension
    ?.find((extension) => extension.url === careUnitUrl)
    ?.valueReference?.reference?.split('/')
    .at(-1);
}

const idOf = (reference: string | undefined) => reference?.split('/').at(-1) ?? '';
const over = new Set(['fulfilled', 'noshow', 'checked-in']);
const leftOut = new Set(['cancelled', 'entered-in-error', 'proposed', 'waitlist']);

export function dayRows(appointments: readonly Appointment[], included: readonly Resource[], who: WhoAsks): DayRow[] {
  const patients = new Map(
    included.flatMap((resource) =>
      resource.resourceType === 'Patient' ? [[resource.id ?? '', resource] as const] : [],
    ),
  );
  return appointments
    .filter((appointment) => !leftOut.has(appointment.status) && careUnitOf(appointment) === who.unitId)
    .map((appointment) => dayRow(appointment, patients, who))
    .toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

function dayRow(appointment: Appointment, patients: ReadonlyMap<string, Patient>, who: WhoAsks): DayRow {
  const actors = appointment.participant.map((participant) => participant.actor);
  const patientId = idOf(actors.find((actor) => actor?.reference?.startsWith('Patient/'))?.reference);
  const staff = actors.filter((actor) => /^Practitioner(Role)?\//.test(actor?.reference ?? ''));
  return {
    id: appointment.id ?? '',
    at: timeOf(appointment.start),
    time: formatTime(appointment.start),
    end: formatTime(appointment.end),
    patientId,
    patient: patients.get(patientId),
    reason: appointment.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') || (appointment.description ?? ''),
    kind: textOfConcept(appointment.appointmentType ?? appointment.serviceType?.[0]),
    status: appointment.status,
    staff: staff
      .map((actor) => actor?.display ?? '')
      .filter(Boolean)
      .join(', '),
    isMine: staff.some((actor) => [who.practitionerId, who.roleId].includes(idOf(actor?.reference))),
    isOver: over.has(appointment.status) && appointment.status !== 'checked-in',
  };
}

export interface UnitRow {
  id: string;
  patientId: string;
  patient: Patient | undefined;
  place: string;
  since: string | undefined;
  reason: string;
}

/** Those who are at the unit now, by place, then by how long. */
export function unitRows(encounters: readonly Encounter[], included: readonly Resource[]): UnitRow[] {
  const patients = new Map(
    included.flatMap((resource) =>
      resource.resourceType === 'Patient' ? [[resource.id ?? '', resource] as const] : [],
    ),
  );
  return encounters
    .map((encounter) => {
      const patientId = idOf(encounter.subject?.reference);
      return {
        id: encounter.id ?? '',
        patientId,
        patient: patients.get(patientId),
        place: encounter.location?.find((location) => location.status !== 'completed')?.location.display ?? '',
        since: encounter.period?.start,
        reason: encounter.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
      };
    })
    .toSorted((a, b) => a.place.localeCompare(b.place, 'sv', { numeric: true }) || timeOf(a.since) - timeOf(b.since));
}

export interface WaitingRow {
  id: string;
  /** The part of the record that it is about. */
  path: string | undefined;
  /** The note to take up again, when that is what waits. */
  draft: string | undefined;
  patientId: string;
  patient: Patient | undefined;
  text: string;
  since: string | undefined;
  isUrgent: boolean;
  /** It is asked that a block is lifted. */
  lift?: LiftRequest;
  /** The form to take up again, when that is what waits. */
  form?: { name: string; args: Readonly<Record<string, string>> };
}

const urgent = new Set(['urgent', 'asap', 'stat']);

/** Where one sees what a task is about. */
const pathOfFocus: Record<string, string> = {
  DiagnosticReport: 'results',
  Observation: 'results',
  MedicationRequest: 'medications',
  ServiceRequest: 'referrals',
};

/** Forms that are begun and not sent, of this assignment; `textOf`: how one is told, undefined when it is taken up in another place. */
export function begunRows(
  drafts: readonly DocumentReference[],
  included: readonly Resource[],
  assignment: string,
  textOf: (form: string) => string | undefined,
): WaitingRow[] {
  return drafts.flatMap((draft): WaitingRow[] => {
    const held = heldForm(draft);
    const text = held && textOf(held.form);
    const patientId = idOf(draft.subject?.reference);
    const isOfAssignment =
      held !== undefined &&
      draft.identifier?.some(({ value }) => value === formDraftNumber({ ...held, patientId, assignment })) === true;
    if (!isOfAssignment || text === undefined) return [];
    const patient = included.find((each): each is Patient => each.resourceType === 'Patient' && each.id === patientId);
    return [
      {
        id: `DocumentReference/${draft.id ?? ''}`,
        path: undefined,
        draft: undefined,
        patientId,
        patient,
        text,
        since: draft.meta?.lastUpdated,
        isUrgent: false,
        form: { name: held.form, args: held.args },
      },
    ];
  });
}

/** Urgent first, then what has waited longest. */
export const byWaiting = (a: WaitingRow, b: WaitingRow): number =>
  Number(b.isUrgent) - Number(a.isUrgent) || (timeOf(a.since) || 0) - (timeOf(b.since) || 0);

/** Tasks and unsigned drafts in one list, a draft that has its task once: urgent first, then what has waited longest. */
export function waitingRows(
  tasks: readonly Task[],
  drafts: readonly QuestionnaireResponse[],
  included: readonly Resource[],
  draftText: string,
  now: Date,
): WaitingRow[] {
  const patients = new Map(
    included.flatMap((resource) =>
      resource.resourceType === 'Patient' ? [[resource.id ?? '', resource] as const] : [],
    ),
  );
  // Answers, orders, verbal orders, renewals, openings in danger and what is to be countersigned have lists of their own.
  const others = tasks.filter(
    (task): boolean =>
      !isAnswerTask(task) &&
      !isOrderTask(task) &&
      !isCounterSigning(task) &&
      !isVerbalOrderTask(task) &&
      !isOpeningTask(task) &&
      renewalStateOf(task) === undefined,
  );
  const ofTasks = others.map((task): WaitingRow => {
    const patientId = idOf(task.for?.reference);
    const lift = liftRequestAt(task, now);
    const [focusType = '', focusId] = task.focus?.reference?.split('/') ?? [];
    return {
      id: `Task/${task.id ?? ''}`,
      path: pathOfFocus[focusType],
      draft: focusType === 'QuestionnaireResponse' ? focusId : undefined,
      patientId,
      patient: patients.get(patientId),
      text: task.description ?? textOfConcept(task.code),
      since: task.authoredOn,
      isUrgent: urgent.has(task.priority ?? ''),
      ...(lift !== undefined && { lift }),
    };
  });
  const ofDrafts = drafts.map((draft): WaitingRow => {
    const patientId = idOf(draft.subject?.reference);
    return {
      id: `QuestionnaireResponse/${draft.id ?? ''}`,
      path: undefined,
      draft: draft.id,
      patientId,
      patient: patients.get(patientId),
      text: draftText,
      since: draft.meta?.lastUpdated,
      isUrgent: false,
    };
  });
  const withTask = new Set(ofTasks.map((row) => row.draft));
  const due = ofTasks.filter(({ lift }) => lift === undefined || isDue(lift));
  return [...due, ...ofDrafts.filter((row) => !withTask.has(row.draft))].toSorted(byWaiting);
}

/**
 * What a patient is told in writing as a stay ends, taken from what the record already says, so that nothing is typed twice (S13): why and how long, what
 * was found and done, the drugs as they are now, what was changed of them and why, and what is planned. Whoever signs it edits it. What the
 * record does not say is left out of the answer, and stays to be filled in.
 */
import type {
  Appointment,
  CodeableConcept,
  Condition,
  Encounter,
  List,
  MedicationRequest,
  Procedure,
  ServiceRequest,
} from '@medplum/fhirtypes';
import { doseText } from '../../clinical/dose-text.ts';
import { holdsOn } from '../../clinical/prescriptions/course-end.ts';
import { nameOfDrug } from '../../clinical/reconciliation/drug-sources.ts';
import { decidedBy } from '../../clinical/reconciliation/reconciliation.ts';
import { stockholmClock, stockholmDay } from '../../time/stockholm.ts';
import { orderKindSystem } from '../orders/order-codes.ts';
import { isStay, responsibleOf } from '../stays/stay.ts';
import { visitKindOf } from '../visits/visit-request.ts';
import type { LetterPlace } from './letter-template.ts';

export interface RecordOfStay {
  stay: Encounter;
  conditions: readonly Condition[];
  procedures: readonly Procedure[];
  /** All of them, those that are stopped too. */
  orders: readonly MedicationRequest[];
  /** Reconciliations. */
  lists: readonly List[];
  appointments: readonly Appointment[];
  requests: readonly ServiceRequest[];
  now: Date;
}

/** The stay that is ending, or has ended last, at the unit; undefined: there is none. */
export const stayToTellOf = (encounters: readonly Encounter[], unit: string): Encounter | undefined =>
  encounters
    .filter((each) => isStay(each) && each.status !== 'entered-in-error' && each.status !== 'cancelled')
    .filter(({ serviceProvider }) => serviceProvider?.reference === `Organization/${unit}`)
    .toSorted((a, b) => (b.period?.start ?? '').localeCompare(a.period?.start ?? ''))[0];

/** What is put into the places of a template. */
export function dischargeFacts(record: RecordOfStay): Partial<Record<LetterPlace, string>> {
  const { stay, now } = record;
  const doctor = responsibleOf(stay, 'doctor')?.display;
  const facts: Partial<Record<LetterPlace, string | undefined>> = {
    vårdtid: timeOfStay(stay, now),
    orsak: wordsOf(stay.reasonCode),
    diagnoser: listed(
      record.conditions.filter(
        ({ encounter, verificationStatus }) => isOf(stay, encounter) && holds(verificationStatus),
      ),
      ({ code }) => textOf(code),
    ),
    åtgärder: listed(
      record.procedures.filter(({ encounter, status }) => isOf(stay, encounter) && status === 'completed'),
      ({ code }) => textOf(code),
    ),
    läkemedel:
      listed(
        record.orders.filter((order) => holdsOn(order, stockholmDay(now))),
        drugLine,
      ) ?? 'Inga läkemedel.',
    ändringar: changesOf(record) || 'Inga ändringar.',
    uppföljning: followUps(record) ?? 'Inget besök är bokat.',
    ansvarig: doctor,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''));
}

function timeOfStay({ period }: Encounter, now: Date): string | undefined {
  if (period?.start === undefined) return undefined;
  const [from, until] = [new Date(period.start), period.end === undefined ? now : new Date(period.end)].map(
    stockholmDay,
  );
  return from === until ? from : `${from} till ${until}`;
}

const isOf = ({ id }: Encounter, encounter: Condition['encounter']): boolean =>
  encounter?.reference === `Encounter/${id}`;

const holds = (status: CodeableConcept | undefined): boolean =>
  !['refuted', 'entered-in-error'].includes(status?.coding?.[0]?.code ?? '');

const drugLine = (order: MedicationRequest): string => {
  const dose = doseText(order.dosageInstruction).text;
  const reason = wordsOf(order.reasonCode);
  return `${nameOfDrug(order)}: ${dose.replace(/\.$/, '')}${reason ? ` (mot ${reason})` : ''}`;
};

/** New, changed and ended since the patient came, each with the reason that was given for it. */
function changesOf({ stay, orders, lists, now }: RecordOfStay): string {
  const since = stay.period?.start ?? '';
  const inForce = orders.filter((order) => holdsOn(order, stockholmDay(now)));
  const fresh = inForce.filter(({ authoredOn }) => isSince(authoredOn, since));
  const before = new Map(orders.map((order) => [`MedicationRequest/${order.id}`, order]));
  const priorOf = ({ priorPrescription }: MedicationRequest) => before.get(priorPrescription?.reference ?? '');
  const changed = fresh.flatMap((order) => {
    const prior = priorOf(order);
    return prior && drugLine(prior) !== drugLine(order) ? [{ order, prior }] : [];
  });
  const replaced = new Set(orders.flatMap(({ priorPrescription }) => priorPrescription?.reference ?? []));
  const stopped = orders.filter(
    (order) =>
      order.status === 'stopped' &&
      isSince(order.meta?.lastUpdated, since) &&
      !replaced.has(`MedicationRequest/${order.id}`),
  );
  const names = new Set([...inForce, ...stopped].map((order) => nameOfDrug(order)));
  const parts = [
    [
      'Nya',
      listed(
        fresh.filter((order) => order.priorPrescription === undefined),
        (order) => because(drugLine(order), noteOf(order)),
      ),
    ],
    [
      'Ändrade',
      listed(changed, ({ order, prior }) =>
        because(`${drugLine(order)}. Tidigare: ${drugLine(prior)}`, prior.statusReason?.text),
      ),
    ],
    [
      'Ska inte tas längre',
      listed([...stopped, ...rejected(lists, since, names)], (each) =>
        'name' in each ? because(each.name, each.reason) : because(nameOfDrug(each), each.statusReason?.text),
      ),
    ],
  ] as const;
  return parts.flatMap(([title, lines]) => (lines === undefined ? [] : [`${title}:\n${lines}`])).join('\n');
}

/** What the reconciliation of this stay said is not taken, and is in no order any longer. */
function rejected(
  lists: readonly List[],
  since: string,
  names: ReadonlySet<string>,
): { name: string; reason?: string }[] {
  const during = lists.filter(({ date }) => isSince(date, since));
  const nameOf = new Map(
    during.flatMap(({ entry = [] }) => entry.map(({ item }) => [item.reference, item.display ?? ''])),
  );
  const found = new Map<string, { name: string; reason?: string }>();
  for (const [reference, { decision, reason }] of decidedBy(during)) {
    const name = nameOf.get(reference) ?? '';
    if (decision === 'rejected' && name !== '' && !names.has(name))
      found.set(name, { name, ...(reason && { reason }) });
  }
  return [...found.values()];
}

function followUps({ appointments, requests, now }: RecordOfStay): string | undefined {
  const booked = appointments
    .filter(({ status, start }) => status === 'booked' && Date.parse(start ?? '') > now.getTime())
    .toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))
    .map(({ start, description, appointmentType, participant }) => {
      const with_ = participant.flatMap(({ actor }) =>
        actor?.reference?.startsWith('Patient/') === true ? [] : (actor?.display ?? []),
      );
      return [timeOf(start ?? ''), description ?? textOf(appointmentType), with_.join(', ')].filter(Boolean).join(', ');
    });
  const asked = requests
    .filter((each) => each.status === 'active' && isForPatient(each))
    .map(
      (each) =>
        `${(textOf(each.code) || 'Återbesök').replace(/\.$/, '')}: tiden skickas till dig av ${each.performer?.[0]?.display ?? 'mottagningen'}`,
    );
  return listed([...booked, ...asked], (line) => line);
}

/** A visit or a referral; what care providers tell each other of the stay calls nobody. */
const isForPatient = (request: ServiceRequest): boolean =>
  visitKindOf(request) !== undefined &&
  (request.category ?? []).some(({ coding = [] }) => coding.some(({ system }) => system === orderKindSystem));

function timeOf(start: string): string {
  const { day, minutes } = stockholmClock(Date.parse(start));
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day} kl. ${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

const noteOf = ({ note }: MedicationRequest): string | undefined => note?.at(-1)?.text;

const because = (line: string, reason: string | undefined): string =>
  reason === undefined || reason.trim() === '' ? line : `${line}. Därför: ${reason}`;

const isSince = (at: string | undefined, since: string): boolean => Date.parse(at ?? '') >= Date.parse(since);

/** undefined: there is nothing to list. */
const listed = <T>(all: readonly T[], line: (each: T) => string): string | undefined => {
  const lines = [...new Set(all.map(line).filter((each) => each !== ''))];
  return lines.length === 0 ? undefined : lines.map((each) => `– ${each}`).join('\n');
};

const textOf = (concept: CodeableConcept | undefined): string =>
  concept?.text ?? concept?.coding?.find(({ display }) => display !== undefined)?.display ?? '';

const wordsOf = (concepts: readonly CodeableConcept[] | undefined): string =>
  (concepts ?? []).map(textOf).filter(Boolean).join(', ');

/**
 * A patient's doses as they stand at a time: late, to be given now, later, as needed, running, and what has been signed. Made from orders
 * (care/src/clinical/giving) and what has been recorded of them. Pure.
 */
import type { Dosage, MedicationAdministration, MedicationRequest, Observation, Quantity } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { overText } from '@vardkedjan/care/clinical/dose-timing.ts';
import { dosePlurals } from '@vardkedjan/care/clinical/dose-units.ts';
import { asksForTwo, dueAtOf, givenAt, orderNameOf } from '@vardkedjan/care/clinical/giving/administration.ts';
import { asNeededDosage, type Left, leftNow } from '@vardkedjan/care/clinical/giving/as-needed.ts';
import { dueTimes, isByRate } from '@vardkedjan/care/clinical/giving/due-times.ts';
import { isRunning } from '@vardkedjan/care/clinical/giving/infusion.ts';
import { isInForce } from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import { textOfConcept } from '../../chart/concept.ts';

export type DoseGroup = 'now' | 'as-needed' | 'infusion' | 'later' | 'paused' | 'done';

export interface RoundDose {
  key: string;
  group: DoseGroup;
  order: MedicationRequest;
  name: string;
  /** As ordered for that time: `1 tablett`. */
  dose: string;
  amount: Quantity | undefined;
  /** ISO instant; undefined: as needed, running, or it cannot be told. */
  dueAt: string | undefined;
  /** Minutes; 0 when it is not. */
  lateBy: number;
  /** What has been recorded of it, the latest. */
  recorded: MedicationAdministration | undefined;
  left: Left | undefined;
  effect: string | undefined;
  asksForTwo: boolean;
  isUntold: boolean;
}

/** Minutes before which it is not time yet, and after which it is late. */
const around = 60;
const minute = 60_000;
/** So far back what has not been signed is still asked for. */
export const back = 24 * 60 * minute;
const ahead = 16 * 60 * minute;

export function roundDoses(
  orders: readonly MedicationRequest[],
  given: readonly MedicationAdministration[],
  effects: readonly Observation[],
  now: number,
): RoundDose[] {
  const byOrder = Map.groupBy(given, (one) => orderNameOf(one) ?? '');
  const doses = orders
    .filter(isInForce)
    .flatMap((order) => ofOrder(order, byOrder.get(`MedicationRequest/${order.id ?? ''}`) ?? [], now));
  const known = new Set(doses.flatMap(({ recorded }) => recorded?.id ?? []));
  const others = given.filter(({ id, request }) => id !== undefined && !known.has(id) && request !== undefined);
  const done = others.map((one) =>
    recordedDose(
      one,
      orders.find(({ id }) => `MedicationRequest/${id}` === orderNameOf(one)),
    ),
  );
  return [...doses, ...done].map((dose) => withEffect(dose, effects)).toSorted(inOrder);
}

function ofOrder(order: MedicationRequest, own: readonly MedicationAdministration[], now: number): RoundDose[] {
  if (order.status === 'on-hold') return [{ ...base(order), key: `${order.id} paused`, group: 'paused' }];
  const dosages = order.dosageInstruction ?? [];
  if (dosages.some(isByRate)) {
    const running = own.find(isRunning);
    return [{ ...base(order), key: `${order.id} infusion`, group: 'infusion', recorded: running }];
  }
  const needed = asNeededDosage(order);
  const due = dueTimes(order, { from: now - back, until: now + ahead });
  return [
    ...(due === undefined
      ? [{ ...base(order), key: `${order.id} untold`, group: 'as-needed' as const, isUntold: true }]
      : []),
    ...(needed === undefined ? [] : [asNeeded(order, needed, own, now)]),
    ...[...Map.groupBy(due ?? [], ({ at }) => at)].map(([at, together]) =>
      dueDose(order, { at, dosages: together.map(({ dosage }) => dosage), own, now }),
    ),
  ];
}

function asNeeded(
  order: MedicationRequest,
  needed: Dosage,
  own: readonly MedicationAdministration[],
  now: number,
): RoundDose {
  return {
    ...base(order),
    key: `${order.id} as-needed`,
    group: 'as-needed',
    dose: doseText([needed]).text,
    amount: amountOf([needed]),
    left: leftNow(order, own, now),
  };
}

function dueDose(
  order: MedicationRequest,
  { at, dosages, own, now }: { at: string; dosages: Dosage[]; own: readonly MedicationAdministration[]; now: number },
): RoundDose {
  const due = Date.parse(at);
  const recorded = own
    .filter((one) => Date.parse(dueAtOf(one) ?? '') === due && one.status !== 'entered-in-error')
    .toSorted((a, b) => givenAt(b) - givenAt(a))[0];
  const isOpen = recorded === undefined || recorded.status === 'on-hold' || recorded.status === 'in-progress';
  const minutes = Math.floor((now - due) / minute);
  return {
    ...base(order),
    key: `${order.id} ${at}`,
    group: !isOpen ? 'done' : minutes < -around ? 'later' : 'now',
    dose: amountText(dosages),
    amount: amountOf(dosages),
    dueAt: at,
    lateBy: isOpen && minutes > around ? minutes : 0,
    recorded,
  };
}

function recordedDose(recorded: MedicationAdministration, order: MedicationRequest | undefined): RoundDose {
  const whole: MedicationRequest = order ?? {
    resourceType: 'MedicationRequest',
    status: 'unknown',
    intent: 'order',
    subject: recorded.subject as MedicationRequest['subject'],
    ...(recorded.medicationCodeableConcept && { medicationCodeableConcept: recorded.medicationCodeableConcept }),
  };
  const { dose } = recorded.dosage ?? {};
  return {
    ...base(whole),
    key: `done ${recorded.id}`,
    group: 'done',
    dose: dose ? quantityText(dose) : '',
    amount: dose,
    dueAt: dueAtOf(recorded),
    recorded,
  };
}

function base(order: MedicationRequest): RoundDose {
  const dosages = order.dosageInstruction ?? [];
  return {
    key: '',
    group: 'later',
    order,
    name: textOfConcept(order.medicationCodeableConcept) || (order.medicationReference?.display ?? ''),
    dose: doseText(dosages).text,
    amount: undefined,
    dueAt: undefined,
    lateBy: 0,
    recorded: undefined,
    left: undefined,
    effect: undefined,
    asksForTwo: asksForTwo(order),
    isUntold: false,
  };
}

/** Of what is given at one time; undefined where it is a range, which somebody decides about, or units differ. */
function amountOf(dosages: readonly Dosage[]): Quantity | undefined {
  const doses = dosages.map(({ doseAndRate }) => doseAndRate?.[0]?.doseQuantity ?? doseAndRate?.[0]?.doseRange?.low);
  const [first] = doses;
  if (first === undefined || doses.some((each) => each?.value === undefined || each.unit !== first.unit))
    return undefined;
  return { ...first, value: doses.reduce((sum, each) => sum + (each?.value ?? 0), 0) };
}

function amountText(dosages: readonly Dosage[]): string {
  const [dose] = dosages[0]?.doseAndRate ?? [];
  const range = dosages.length === 1 ? dose?.doseRange : undefined;
  const over = overText(dosages[0]?.timing?.repeat ?? {}) ?? '';
  if (range?.low?.value !== undefined && range.high)
    return `${figure(range.low.value)}–${quantityText(range.high)}${over}`;
  const amount = amountOf(dosages);
  return amount === undefined ? doseText([...dosages]).text : `${quantityText(amount)}${over}`;
}

export function quantityText({ value, unit = '' }: Quantity): string {
  return `${figure(value ?? 0)} ${(value ?? 0) > 1 ? (dosePlurals[unit] ?? unit) : unit}`.trim();
}

const figure = (value: number): string => String(value).replace('.', ',');

function withEffect(dose: RoundDose, effects: readonly Observation[]): RoundDose {
  const id = dose.recorded?.id;
  const found = effects.find(({ partOf }) =>
    partOf?.some(({ reference }) => reference === `MedicationAdministration/${id ?? ''}`),
  );
  return found === undefined ? dose : { ...dose, effect: textOfConcept(found.valueCodeableConcept) };
}

const groups: readonly DoseGroup[] = ['now', 'infusion', 'as-needed', 'later', 'paused', 'done'];
const swedish = new Intl.Collator('sv', { numeric: true });

function inOrder(a: RoundDose, b: RoundDose): number {
  const byGroup = groups.indexOf(a.group) - groups.indexOf(b.group);
  if (byGroup !== 0) return byGroup;
  const time = (dose: RoundDose) => Date.parse(dose.dueAt ?? '') || (dose.recorded ? givenAt(dose.recorded) : 0);
  const byTime = a.group === 'done' ? time(b) - time(a) : time(a) - time(b);
  return byTime || swedish.compare(a.name, b.name);
}

/** Between the form of an order and the order: a new one, one that changes another, a draft that goes on, or one by what a source says. Pure. */
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { asksForTwo, doubleSigningUrl } from '@vardkedjan/care/clinical/giving/administration.ts';
import { type CatalogueDrug, drugOfOrder } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { goingOn } from '@vardkedjan/care/clinical/prescriptions/going-on.ts';
import { type DrugKind, kindOf, type OrderSetting } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import {
  changedOrder,
  type Dispensing,
  dispensingOf,
  evaluateByOf,
  evaluateByUrl,
  followingOn,
  type NewOrder,
  orderOf,
  type Ordering,
  settingAsOrdered,
} from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { isDay } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import type { Reasons } from '../../../drug-orders/order-bundle.ts';

export interface Form {
  drug: CatalogueDrug | undefined;
  dose: string;
  setting: OrderSetting;
  kind: DrugKind | 'whole';
  amount: string;
  times: string;
  until: string;
  reason: string;
  evaluateBy: string;
  twoSign: boolean;
  changeReason: string;
  reasons: Reasons;
}

/** What the order comes from; none of it: it is new. */
export interface From {
  /** The order that it changes. */
  before?: MedicationRequest | undefined;
  draft?: MedicationRequest | undefined;
  /** What a source says is taken, in the shape of an order, and the reference to it. */
  source?: { order: MedicationRequest; reference: string } | undefined;
}

export function startOf({ before, draft, source }: From, settingHere: OrderSetting): Form {
  const of = before ?? draft ?? source?.order;
  const empty: Form = {
    drug: undefined,
    dose: '',
    setting: settingHere,
    kind: 'whole',
    amount: '',
    times: '',
    until: '',
    reason: '',
    evaluateBy: '',
    twoSign: false,
    changeReason: '',
    reasons: {},
  };
  if (of === undefined) return empty;
  const dose = doseText(draft ? of.dosageInstruction : goingOn(of));
  const taken = {
    ...empty,
    drug: drugOfOrder(of),
    dose: dose.source === 'structured' ? dose.text : '',
    reason: reasonOf(of),
  };
  if (source !== undefined && before === undefined && draft === undefined) return taken;
  const { amount, times } = dispensingOf(of);
  return {
    ...taken,
    setting: settingAsOrdered(of),
    kind: kindOf(of) ?? 'whole',
    amount: amount?.value === undefined ? '' : String(amount.value).replace('.', ','),
    times: times === undefined ? '' : String(times),
    until: draft?.dispenseRequest?.validityPeriod?.end ?? '',
    evaluateBy: evaluateByOf(of) ?? '',
    twoSign: asksForTwo(of),
  };
}

export type Fault = 'badDate' | 'badAmount' | 'badTimes' | 'pastUntil';

/** What cannot be read of it; `today`: in Sweden. */
export function formFaults({ setting, amount, times, until, evaluateBy }: Form, today: string): Fault[] {
  const faults: Fault[] = evaluateBy !== '' && !isDay(evaluateBy) ? ['badDate'] : [];
  if (setting === 'ward') return faults;
  if (amount.trim() !== '' && !(numberIn(amount) > 0)) faults.push('badAmount');
  if (times.trim() !== '' && !/^[1-9]\d?$/.test(times.trim())) faults.push('badTimes');
  if (until !== '' && !isDay(until)) faults.push('badDate');
  else if (until !== '' && until < today) faults.push('pastUntil');
  return [...new Set(faults)];
}

export function orderFrom(
  form: Form & { drug: CatalogueDrug },
  dosages: readonly Dosage[],
  { before, draft, source }: From,
  by: Ordering,
): MedicationRequest {
  const { drug, setting, kind, evaluateBy, twoSign } = form;
  const reason = form.reason.trim();
  const isSame = (order: MedicationRequest | undefined) => order !== undefined && reason === reasonOf(order);
  const content: NewOrder = {
    medicationCodeableConcept: drug.concept,
    dosageInstruction: [...dosages],
    setting,
    kind: setting === 'prescription' && kind !== 'whole' ? kind : undefined,
    dispensing: dispensingIn(form),
    evaluateBy: evaluateBy === '' ? undefined : evaluateBy,
    twoSign,
    ...(reason !== '' && !isSame(before) && { reasonCode: [{ text: reason }] }),
  };
  if (before !== undefined) return changedOrder(isSame(before) ? before : withoutReason(before), content, by);
  const order = orderOf(content, by);
  if (draft !== undefined) return draftWith(draft, isSame(draft) ? withoutReason(order) : order, isSame(draft));
  return source === undefined ? order : followingOn(order, source.reference);
}

/** As the form leaves it: what the form has no field for stays. */
function draftWith(draft: MedicationRequest, order: MedicationRequest, keepsReason: boolean): MedicationRequest {
  const { extension = [], dispenseRequest: _dispense, ...content } = keepsReason ? draft : withoutReason(draft);
  const all = [
    ...extension.filter(({ url }) => url !== evaluateByUrl && url !== doubleSigningUrl),
    ...(order.extension ?? []),
  ];
  const { extension: _own, ...rest } = order;
  return { ...content, ...rest, ...(all.length > 0 && { extension: all }) };
}

function withoutReason({
  reasonCode: _code,
  reasonReference: _reference,
  ...order
}: MedicationRequest): MedicationRequest {
  return order;
}

const reasonOf = ({ reasonCode }: MedicationRequest): string =>
  (reasonCode ?? []).map(textOfConcept).filter(Boolean).join(', ');

function dispensingIn({ drug, amount, times, until }: Form): Dispensing {
  const unit = drug?.dosed?.unit;
  return {
    ...(amount.trim() !== '' && { amount: { value: numberIn(amount), ...(unit && { unit }) } }),
    ...(times.trim() !== '' && { times: Number(times) }),
    ...(until !== '' && { until }),
  };
}

const numberIn = (text: string): number =>
  /^\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;

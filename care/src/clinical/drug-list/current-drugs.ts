/**
 * The drug list, wherever it is shown (F15): what the patient is to take now, in its groups: drafts, regular, as needed, temporary, infusions, dose dispensed,
 * self-care; within a group by name. Orders of all care providers that may be seen, and what the patient is said to take
 * (http://hl7.org/fhir/R4/medicationstatement.html), less what a reconciliation has found not to be taken. A course that is over is not on it.
 */
import type { CodeableConcept, MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { type DoseText, doseText } from '../dose-text.ts';
import { courseEnd, isOver } from '../prescriptions/course-end.ts';
import { isInForce } from '../prescriptions/lawful-order.ts';
import { kindOf, type OrderSetting, settingOf } from '../prescriptions/order-kind.ts';
import { evaluateByUrl } from '../prescriptions/order-resources.ts';
import { isReported, nameOfDrug } from '../reconciliation/drug-sources.ts';
import { confirmerOf, judgementOf, judgementsOf } from '../reconciliation/judged.ts';

export const drugGroups = [
  'draft',
  'regular',
  'as-needed',
  'temporary',
  'infusion',
  'dose-dispensed',
  'self-care',
] as const;
export type DrugGroup = (typeof drugGroups)[number];

export interface CurrentDrug {
  id: string;
  /** undefined: said, not ordered. */
  order: (MedicationRequest & { id: string }) | undefined;
  resource: MedicationRequest | MedicationStatement;
  group: DrugGroup;
  setting: OrderSetting | undefined;
  name: string;
  dose: DoseText;
  reason: string;
  since: string | undefined;
  /** The last day of a course, else of what may be fetched. */
  until: string | undefined;
  status: string;
  statusReason: string;
  by: string;
  isVerified: boolean;
  /** Who confirmed what is said to be taken; empty: nobody. */
  confirmedBy: string;
  /** Why another care provider's order is not taken, as a reconciliation says; undefined: nothing says so. */
  notTaken: string | undefined;
  evaluateBy: string | undefined;
}

const swedish = new Intl.Collator('sv', { numeric: true });
const shown: ReadonlySet<string> = new Set(['active', 'intended', 'on-hold', 'unknown']);

/** `day`: in Sweden. */
export function currentDrugs(
  orders: readonly MedicationRequest[],
  statements: readonly MedicationStatement[],
  day: string,
): CurrentDrug[] {
  const decided = judgementsOf(statements);
  const isGone = (reference: string) => {
    const judgement = decided.get(reference);
    return judgement !== undefined && judgementOf(judgement) !== 'confirmed';
  };
  const ordered = orders.flatMap((order) => {
    const isListed = isInForce(order) || order.status === 'draft' || order.status === 'unknown';
    if (order.id === undefined || !isListed || isOver(order, day)) return [];
    const reference = `MedicationRequest/${order.id}`;
    if (isReported(order) && isGone(reference)) return [];
    return [orderRow({ ...order, id: order.id }, decided.get(reference))];
  });
  const said = statements.filter(({ id, status }) => shown.has(status) && !isGone(`MedicationStatement/${id ?? ''}`));
  const originals = new Set([
    ...ordered.map(({ id }) => id),
    ...said.map(({ id }) => `MedicationStatement/${id ?? ''}`),
  ]);
  const apart = said.filter(
    ({ derivedFrom = [] }) => !derivedFrom.some(({ reference }) => originals.has(reference ?? '')),
  );
  const drugs = [
    ...ordered,
    ...apart.map((each) => statementRow(each, decided.get(`MedicationStatement/${each.id ?? ''}`))),
  ];
  return drugs.toSorted(
    (a, b) => drugGroups.indexOf(a.group) - drugGroups.indexOf(b.group) || swedish.compare(a.name, b.name),
  );
}

function orderRow(order: MedicationRequest & { id: string }, decided: MedicationStatement | undefined): CurrentDrug {
  const { requester, status, statusReason, authoredOn, dispenseRequest, reasonCode, dosageInstruction } = order;
  const confirmer = decided && confirmerOf(decided);
  return {
    id: `MedicationRequest/${order.id}`,
    order,
    resource: order,
    group: groupOf(order),
    setting: settingOf(order),
    name: nameOfDrug(order),
    dose: doseText(dosageInstruction),
    reason: wordsOf(reasonCode),
    since: authoredOn,
    until: courseEnd(order) ?? dispenseRequest?.validityPeriod?.end,
    status,
    statusReason: statusReason?.text ?? '',
    by: requester?.display ?? '',
    isVerified: !isReported(order) || confirmer !== undefined,
    confirmedBy: confirmer?.display ?? '',
    notTaken: decided?.status === 'not-taken' ? (decided.statusReason?.[0]?.text ?? '') : undefined,
    evaluateBy: order.extension?.find(({ url }) => url === evaluateByUrl)?.valueDate,
  };
}

function groupOf(order: MedicationRequest): DrugGroup {
  const { status, dosageInstruction, courseOfTherapyType } = order;
  if (status === 'draft') return 'draft';
  const kind = kindOf(order);
  if (kind !== undefined) return kind;
  const dosages = dosageInstruction ?? [];
  if (
    dosages.some(({ doseAndRate }) =>
      doseAndRate?.some((dose) => dose.rateQuantity ?? dose.rateRange ?? dose.rateRatio),
    )
  )
    return 'infusion';
  if (dosages.some((dosage) => dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined))
    return 'as-needed';
  const ends =
    dosages.length > 0 &&
    dosages.every(({ timing }) => timing?.repeat?.boundsDuration ?? timing?.repeat?.boundsPeriod?.end);
  return ends || courseOfTherapyType?.coding?.[0]?.code === 'acute' ? 'temporary' : 'regular';
}

function statementRow(statement: MedicationStatement, decided: MedicationStatement | undefined): CurrentDrug {
  const { effectivePeriod, effectiveDateTime, informationSource, reasonCode, dosage, status } = statement;
  const confirmer = confirmerOf(decided ?? statement);
  return {
    id: `MedicationStatement/${statement.id ?? ''}`,
    order: undefined,
    resource: statement,
    group: 'self-care',
    setting: undefined,
    name: nameOfDrug(statement),
    dose: doseText(dosage),
    reason: wordsOf(reasonCode),
    since: effectivePeriod?.start ?? effectiveDateTime ?? statement.dateAsserted,
    until: effectivePeriod?.end,
    status,
    statusReason: '',
    by: informationSource?.display ?? '',
    isVerified: confirmer !== undefined,
    confirmedBy: confirmer?.display ?? '',
    notTaken: undefined,
    evaluateBy: undefined,
  };
}

const wordsOf = (concepts: readonly CodeableConcept[] | undefined): string =>
  (concepts ?? [])
    .map(({ text, coding }) => text ?? coding?.find(({ display }) => display)?.display ?? '')
    .filter(Boolean)
    .join(', ');

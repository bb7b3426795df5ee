/**
 * What the patient is to take now, in the groups of the list: drafts, regular, as needed, temporary, infusions, dose dispensed, self-care;
 * within a group by name. Orders of all care providers that may be seen, and what the patient is said to take (http://hl7.org/fhir/R4/medicationstatement.html).
 */
import type { MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import type { DoseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { isInForce } from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import { evaluateByUrl } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { textOfConcept } from '../../../chart/concept.ts';

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
  name: string;
  dose: DoseText;
  reason: string;
  since: string | undefined;
  until: string | undefined;
  status: string;
  statusReason: string;
  by: string;
  isVerified: boolean;
  evaluateBy: string | undefined;
}

const swedish = new Intl.Collator('sv', { numeric: true });
export const categorySystem = 'https://vardkedjan.se/fhir/CodeSystem/drug-category';

export function currentDrugs(
  orders: readonly MedicationRequest[],
  statements: readonly MedicationStatement[],
): CurrentDrug[] {
  const drugs = [
    ...orders.flatMap((order) =>
      order.id !== undefined && (isInForce(order) || order.status === 'draft' || order.status === 'unknown')
        ? [orderRow({ ...order, id: order.id })]
        : [],
    ),
    ...statements
      .filter(({ status }) => status === 'active' || status === 'intended' || status === 'on-hold')
      .map(statementRow),
  ];
  return drugs.toSorted(
    (a, b) => drugGroups.indexOf(a.group) - drugGroups.indexOf(b.group) || swedish.compare(a.name, b.name),
  );
}

function orderRow(order: MedicationRequest & { id: string }): CurrentDrug {
  const {
    requester,
    reportedBoolean,
    status,
    statusReason,
    authoredOn,
    dispenseRequest,
    reasonCode,
    dosageInstruction,
  } = order;
  return {
    id: `MedicationRequest/${order.id}`,
    order,
    resource: order,
    group: groupOf(order),
    name: textOfConcept(order.medicationCodeableConcept) || (order.medicationReference?.display ?? ''),
    dose: doseText(dosageInstruction),
    reason: reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
    since: authoredOn,
    until: dispenseRequest?.validityPeriod?.end,
    status,
    statusReason: textOfConcept(statusReason),
    by: requester?.display ?? '',
    isVerified: reportedBoolean !== true && status !== 'unknown',
    evaluateBy: order.extension?.find(({ url }) => url === evaluateByUrl)?.valueDate,
  };
}

function groupOf({ status, dosageInstruction, category, courseOfTherapyType }: MedicationRequest): DrugGroup {
  if (status === 'draft') return 'draft';
  const kind = category?.flatMap(({ coding }) => coding ?? []).find(({ system }) => system === categorySystem)?.code;
  if (kind === 'dose-dispensed' || kind === 'self-care') return kind;
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

function statementRow(statement: MedicationStatement): CurrentDrug {
  const { effectivePeriod, effectiveDateTime, informationSource, reasonCode, dosage, status } = statement;
  return {
    id: `MedicationStatement/${statement.id ?? ''}`,
    order: undefined,
    resource: statement,
    group: 'self-care',
    name: textOfConcept(statement.medicationCodeableConcept) || (statement.medicationReference?.display ?? ''),
    dose: doseText(dosage),
    reason: reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
    since: effectivePeriod?.start ?? effectiveDateTime ?? statement.dateAsserted,
    until: effectivePeriod?.end,
    status,
    statusReason: '',
    by: informationSource?.display ?? '',
    isVerified: false,
    evaluateBy: undefined,
  };
}

/**
 * Referrals, where each stands, with the answers that are based on them, and answers to no referral of ours as rows of their own; laboratory reports are shown as
 * values and not here. http://hl7.org/fhir/R4/servicerequest.html, http://hl7.org/fhir/R4/diagnosticreport.html
 */
import type { DiagnosticReport, Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import { orderKindOf, type OrderKind } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { isEnded, type OrderState, orderStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface ReferralRow {
  id: string;
  question: string;
  kind: string;
  to: string;
  sent: string | undefined;
  answered: string | undefined;
  /** The answer to the letter, as it was signed (F1). */
  answer: string;
  isPreliminary: boolean;
  /** Undefined of an answer to no referral of ours. */
  state: OrderState | undefined;
  /** Why it was returned or forwarded. */
  reason: string;
  isOpen: boolean;
}

type NameOf = (reference: Reference | undefined) => string;

const laboratory = (report: DiagnosticReport) =>
  (report.category ?? []).some((category) => (category.coding ?? []).some((coding) => coding.code === 'LAB'));

/** What is ordered and no referral: it stands among the orders, its answers among the values. */
const others: ReadonlySet<OrderKind | undefined> = new Set(['laboratory', 'nursing', 'bed']);

export interface Referred {
  requests: readonly ServiceRequest[];
  /** Where the requests stand. */
  tasks: readonly Task[];
  reports: readonly DiagnosticReport[];
}

export function referralRows(
  { requests, tasks, reports }: Referred,
  nameOf: NameOf = (reference) => reference?.display ?? '',
): ReferralRow[] {
  const answers = new Map<string, DiagnosticReport>();
  const unasked: DiagnosticReport[] = [];
  const handlings = new Map(tasks.map((task) => [task.id, task]));
  const known = new Set(requests.map((request) => `ServiceRequest/${request.id}`));
  for (const report of reports) {
    const basis = report.basedOn
      ?.map((reference) => reference.reference ?? '')
      .find((reference) => known.has(reference));
    if (basis) answers.set(basis, report);
    else if (!laboratory(report)) unasked.push(report);
  }
  return [
    ...requests
      .filter((request) => request.status !== 'entered-in-error' && !others.has(orderKindOf(request)))
      .map((request) =>
        requestRow(request, handlings.get(request.id), answers.get(`ServiceRequest/${request.id}`), nameOf),
      ),
    ...unasked.map((report) => reportRow(report, nameOf)),
  ].toSorted((a, b) => (timeOf(b.answered ?? b.sent) || 0) - (timeOf(a.answered ?? a.sent) || 0));
}

function requestRow(
  request: ServiceRequest,
  handling: Task | undefined,
  report: DiagnosticReport | undefined,
  nameOf: NameOf,
): ReferralRow {
  const state = orderStateOf(request, handling);
  return {
    id: request.id ?? '',
    question: textOfConcept(request.code),
    kind: textOfConcept(request.category?.[0]),
    to: nameOf(handling?.owner ?? request.performer?.[0]),
    sent: handling?.authoredOn ?? request.authoredOn,
    answered: report?.issued ?? report?.effectiveDateTime,
    answer: report?.conclusion ?? '',
    isPreliminary: report?.status === 'preliminary',
    state,
    reason: handling?.statusReason?.text ?? '',
    isOpen: report === undefined && !isEnded(state),
  };
}

function reportRow(report: DiagnosticReport, nameOf: NameOf): ReferralRow {
  return {
    id: report.id ?? '',
    question: textOfConcept(report.code),
    kind: textOfConcept(report.category?.[0]),
    to: nameOf(report.performer?.[0]),
    sent: undefined,
    answered: report.issued ?? report.effectiveDateTime,
    answer: report.conclusion ?? '',
    isPreliminary: report.status === 'preliminary',
    state: undefined,
    reason: '',
    isOpen: false,
  };
}

/**
 * Referrals with the answers that are based on them, and answers to no referral of ours as rows of their own; laboratory reports are shown as
 * values and not here. http://hl7.org/fhir/R4/servicerequest.html, http://hl7.org/fhir/R4/diagnosticreport.html
 */
import type { DiagnosticReport, Reference, ServiceRequest } from '@medplum/fhirtypes';
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
  status: string;
  isOpen: boolean;
}

type NameOf = (reference: Reference | undefined) => string;

const laboratory = (report: DiagnosticReport) =>
  (report.category ?? []).some((category) => (category.coding ?? []).some((coding) => coding.code === 'LAB'));

export function referralRows(
  requests: readonly ServiceRequest[],
  reports: readonly DiagnosticReport[],
  nameOf: NameOf = (reference) => reference?.display ?? '',
): ReferralRow[] {
  const answers = new Map<string, DiagnosticReport>();
  const others: DiagnosticReport[] = [];
  const known = new Set(requests.map((request) => `ServiceRequest/${request.id}`));
  for (const report of reports) {
    const basis = report.basedOn
      ?.map((reference) => reference.reference ?? '')
      .find((reference) => known.has(reference));
    if (basis) answers.set(basis, report);
    else if (!laboratory(report)) others.push(report);
  }
  return [
    ...requests
      .filter((request) => request.status !== 'entered-in-error')
      .map((request) => requestRow(request, answers.get(`ServiceRequest/${request.id}`), nameOf)),
    ...others.map((report) => reportRow(report, nameOf)),
  ].toSorted((a, b) => (timeOf(b.answered ?? b.sent) || 0) - (timeOf(a.answered ?? a.sent) || 0));
}

function requestRow(request: ServiceRequest, report: DiagnosticReport | undefined, nameOf: NameOf): ReferralRow {
  return {
    id: request.id ?? '',
    question: textOfConcept(request.code),
    kind: textOfConcept(request.category?.[0]),
    to: nameOf(request.performer?.[0]),
    sent: request.authoredOn,
    answered: report?.issued ?? report?.effectiveDateTime,
    answer: report?.conclusion ?? '',
    isPreliminary: report?.status === 'preliminary',
    status: request.status,
    isOpen: report === undefined && request.status === 'active',
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
    status: 'completed',
    isOpen: false,
  };
}

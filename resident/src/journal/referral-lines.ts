/** Referrals with the answer that is based on each, and answers to no referral of this record; laboratory reports are shown as results. */
import type { DiagnosticReport, ServiceRequest } from '@medplum/fhirtypes';

export interface ReferralLine {
  id: string;
  request?: ServiceRequest;
  report?: DiagnosticReport;
}

export function referralLines(
  requests: readonly ServiceRequest[],
  reports: readonly DiagnosticReport[],
): ReferralLine[] {
  const answers = new Map<string, DiagnosticReport>();
  const others: DiagnosticReport[] = [];
  const known = new Set(requests.map((request) => `ServiceRequest/${request.id}`));
  for (const report of reports.toReversed()) {
    const basis = (report.basedOn ?? [])
      .map((reference) => reference.reference ?? '')
      .find((reference) => known.has(reference));
    if (basis) answers.set(basis, report);
    else if (!(report.category ?? []).some((category) => category.coding?.some(({ code }) => code === 'LAB')))
      others.push(report);
  }
  const lines: ReferralLine[] = [
    ...requests
      .filter((request) => request.status !== 'entered-in-error' && request.status !== 'draft')
      .map((request) => {
        const report = answers.get(`ServiceRequest/${request.id}`);
        return { id: request.id ?? '', request, ...(report ? { report } : {}) };
      }),
    ...others.map((report) => ({ id: report.id ?? '', report })),
  ];
  const at = ({ request, report }: ReferralLine) =>
    Date.parse(request?.authoredOn ?? report?.issued ?? report?.effectiveDateTime ?? '') || 0;
  return lines.sort((a, b) => at(b) - at(a));
}

/** What care has asked others about me, and what was answered, to the letter. */
import type { DiagnosticReport, ServiceRequest } from '@medplum/fhirtypes';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../record/concept.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { Facts } from '../shell/facts.tsx';
import { referralLines } from './referral-lines.ts';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';
import './plans.css';

export function ReferralsPage() {
  const t = useTexts(texts);
  const requests = useAllOf<ServiceRequest>('ServiceRequest', { _sort: '-authored' });
  const reports = useAllOf<DiagnosticReport>('DiagnosticReport', { _sort: '-date' });
  const lines = referralLines(requests.found, reports.found);
  return (
    <SectionPage title={t.sections.referrals} lead={t.leads.referrals} more={requests}>
      {lines.length === 0 ? <Empty>{t.none.referrals}</Empty> : null}
      <Facts
        lines={lines.map(({ id, request, report }) => ({
          id,
          what: textOfConcept(request?.code) || textOfConcept(report?.code),
          when: formatDate(request?.authoredOn ?? report?.issued),
          more: (
            <>
              {request?.performer?.[0]?.display ? (
                <span className="referral-line">{t.sentTo(request.performer[0].display)}</span>
              ) : null}
              <span className="referral-line">
                {report
                  ? `${t.answered(formatDate(report.issued ?? report.effectiveDateTime))}${report.status === 'preliminary' ? `, ${t.preliminary}` : ''}`
                  : t.waiting}
              </span>
              {report?.conclusion ? <span className="referral-answer">{report.conclusion}</span> : null}
            </>
          ),
        }))}
      />
    </SectionPage>
  );
}

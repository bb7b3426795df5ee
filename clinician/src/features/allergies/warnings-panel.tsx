/** The summary's warnings: what holds now. That nobody has asked is said, and is something else than that there is none. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { texts } from './texts.ts';
import { hypersensitivityOf, warningRows } from './warning-rows.ts';
import './warnings.css';

const most = 10;

export default function WarningsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(
    () => warningRows(chart.allergies, chart.flags).filter((row) => row.state === 'current'),
    [chart],
  );
  const known = hypersensitivityOf(rows);
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="warnings"
      empty={t.unknown}
      most={most}
      facts={rows.map((row) => ({
        id: row.id,
        what: (
          <span className="warning-what">
            {row.kind === 'no-known' ? null : <SeverityMark severity={row.severity} label={t.grades[row.severity]} />}
            <strong>{row.text}</strong>
          </span>
        ),
        more: [row.detail, row.verification === 'unconfirmed' ? t.verifications.unconfirmed.toLowerCase() : '']
          .filter(Boolean)
          .join(' · '),
        when: formatDate(row.since),
      }))}
    >
      {rows.length > 0 && known === 'unknown' ? <p className="warning-unknown">{t.unknown}</p> : null}
    </Facts>
  );
}

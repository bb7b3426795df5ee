/** Booked and latest contacts in the summary. */
import { formatDate, formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { bookedRows, contactRows } from './contact-rows.ts';
import { texts } from './texts.ts';

const most = 9;
const mostBooked = 3;
/** `$chart` brings the latest twenty Encounters. */
const heldAtMost = 20;

export default function ContactsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(
    () => [
      ...bookedRows(chart.appointments, formatDate(chart.asOf), chart.nameOf).slice(0, mostBooked),
      ...contactRows(chart.encounters, chart.nameOf),
    ],
    [chart],
  );
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="contacts"
      empty={t.none}
      most={most}
      heldAtMost={heldAtMost}
      facts={rows.map((row) => ({
        id: row.id,
        what: row.isBooked || row.isOngoing ? <strong>{row.reason || row.kind}</strong> : row.reason || row.kind,
        more: [
          row.reason && row.reason !== row.kind ? row.kind : '',
          row.diagnoses,
          row.unit,
          row.isBooked ? t.booked : row.isOngoing ? t.ongoing : '',
        ]
          .filter(Boolean)
          .join(' · '),
        when: row.isBooked ? formatDateTime(row.start) : formatDate(row.start),
      }))}
    />
  );
}

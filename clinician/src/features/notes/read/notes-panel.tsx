/** The summary's notes: the latest, drafts first as they wait for their author; each opens where it is read. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Facts } from '../../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../../feature.ts';
import { recordAddress } from '../../../navigation.ts';
import { texts as dissentTexts } from '../dissent/texts.ts';
import { noteFacts } from '../note-facts.ts';
import { texts } from '../texts.ts';
import './read.css';

const most = 6;
/** `$chart` brings the latest twenty notes. */
const heldAtMost = 20;

export default function NotesPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const { dissent } = useTexts(dissentTexts);
  const notes = chart.notes.toSorted((a, b) => Number(b.status === 'in-progress') - Number(a.status === 'in-progress'));
  return (
    <Facts
      title={t.notes}
      patientId={chart.patient.id}
      path="notes"
      empty={t.noNotes}
      most={most}
      heldAtMost={heldAtMost}
      facts={notes.map((note) => {
        const facts = noteFacts(note, t.note);
        return {
          id: note.id ?? '',
          what: facts.title,
          address: recordAddress(chart.patient.id, 'notes', { note: note.id ?? '' }),
          more: (
            <>
              {facts.state === 'draft' ? <Badge>{t.unsigned}</Badge> : null}{' '}
              {facts.hasDissent ? <Badge>{dissent}</Badge> : null} {facts.author}
              <span className="notes-panel-beginning">{facts.beginning}</span>
            </>
          ),
          when: formatDate(facts.at),
        };
      })}
    />
  );
}

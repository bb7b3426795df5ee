/**
 * The summary's layout: panels in fixed places, in two, three or four columns as the width allows. The panels are the features' own; they are all
 * there before any is shown, so nothing moves once it is painted.
 */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useChart } from '../../chart/use-chart.ts';
import type { RecordPageProps, SummaryPanelProps, SummarySlot } from '../../feature.ts';
import { summaryPanels } from '../../loaded.ts';
import { texts } from './texts.ts';
import './summary.css';

const patient: readonly SummarySlot[] = ['warnings', 'problems', 'medications', 'plans', 'vaccinations'];
const values: readonly SummarySlot[] = ['vitals', 'labs', 'referrals'];
const course: readonly SummarySlot[] = ['notes', 'contacts'];

export default function SummaryPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  return (
    <div className="summary">
      <h2 className="visually-hidden">{t.title}</h2>
      <Slots slots={patient} name="patient" chart={chart} />
      <div className="summary-right">
        <Slots slots={values} name="values" chart={chart} />
        <Slots slots={course} name="course" chart={chart} />
      </div>
    </div>
  );
}

function Slots({ slots, name, chart }: { slots: readonly SummarySlot[]; name: string } & SummaryPanelProps) {
  return (
    <div className={`summary-slots summary-${name}`}>
      {slots.map((slot) => {
        const Panel = summaryPanels.get(slot);
        return Panel ? (
          <div key={slot} data-slot={slot}>
            <Panel chart={chart} />
          </div>
        ) : null;
      })}
    </div>
  );
}

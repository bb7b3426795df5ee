/**
 * The summary's layout: four groups of panels in fixed places, in two, three or four columns as the width allows. The panels are the features'
 * own; they are all there before any is shown, so nothing moves once it is painted.
 */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useChart } from '../../chart/use-chart.ts';
import type { RecordPageProps, SummarySlot } from '../../feature.ts';
import { summaryPanels } from '../../loaded.ts';
import { texts } from './texts.ts';
import './summary.css';

const groups: readonly (readonly (readonly SummarySlot[])[])[] = [
  [
    ['warnings', 'problems'],
    ['medications', 'vaccinations'],
  ],
  [
    ['vitals', 'labs'],
    ['notes', 'contacts', 'plans', 'referrals'],
  ],
];

export default function SummaryPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  return (
    <div className="summary">
      <h2 className="visually-hidden">{t.title}</h2>
      {groups.map((half) => (
        <div key={half.flat().join()} className="summary-half">
          {half.map((slots) => (
            <div key={slots.join()} className="summary-group">
              {slots.map((slot) => {
                const Panel = summaryPanels.get(slot);
                return Panel ? <Panel key={slot} chart={chart} /> : null;
              })}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

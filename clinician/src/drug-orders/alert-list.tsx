/** What the safety rules have found: why, from where, and the reason that one that stops is answered with. */
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { Chart } from '../chart/chart.ts';
import { alertKey, type Reasons } from './order-bundle.ts';
import { orderingTexts } from './texts.ts';
import './ordering.css';

interface AlertListProps {
  alerts: readonly DrugAlert[];
  reasons: Reasons;
  onReason: (key: string, reason: string) => void;
  /** Signing was tried: what lacks a reason says so. */
  isTried: boolean;
}

export function AlertList({ alerts, reasons, onReason, isTried }: AlertListProps) {
  const t = useTexts(orderingTexts);
  const { language } = useLanguage();
  if (alerts.length === 0) return null;
  return (
    <section className="drug-alerts" aria-label={t.alerts}>
      {alerts.map((alert) => {
        const key = alertKey(alert);
        const isMissing = isTried && (reasons[key] ?? '').trim() === '';
        return (
          <div key={key} className={alert.stops ? 'drug-alert drug-alert-stops' : 'drug-alert'}>
            <p>
              <SeverityMark severity={alert.stops ? 'serious' : 'caution'} label={t.alerts} /> {alert.why[language]}
              {alert.source?.startsWith('https:') ? (
                <>
                  {' '}
                  <a href={alert.source} target="_blank" rel="noreferrer">
                    {t.source}
                  </a>
                </>
              ) : null}
            </p>
            {alert.stops ? (
              <TextField
                label={t.reason}
                value={reasons[key] ?? ''}
                onChange={(reason) => onReason(key, reason)}
                {...(alert.rule === 'allergy-unknown' ? { placeholder: t.unknownReason } : {})}
                {...(isMissing ? { error: t.reasonMissing } : {})}
              />
            ) : null}
          </div>
        );
      })}
    </section>
  );
}

/** What other units have blocked, or other care providers have not shared, the rules do not see either. */
export function HiddenNote({ chart }: { chart: Chart }) {
  const t = useTexts(orderingTexts);
  const isHidden = chart.blocks === 'in-force' || (chart.shared.elsewhere && !chart.shared.open);
  return isHidden ? <p className="quiet">{t.hidden}</p> : null;
}

/**
 * How serious something is, by shape and colour together (WCAG 1.4.1): octagon critical, triangle serious, square caution. A value outside its
 * reference range has an arrow in the direction it is off; two arrows when the laboratory calls it critical (v3-ObservationInterpretation HH, LL).
 */
import './severity.css';

export type Severity = 'critical' | 'serious' | 'caution';
export type Deviation = 'high' | 'low' | 'critical-high' | 'critical-low' | 'abnormal';

const shapes: Record<Severity, string> = {
  critical: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z',
  serious: 'M8 1l7.6 13.6H.4z',
  caution: 'M2 2h12v12H2z',
};

const arrows: Record<Deviation, string> = {
  high: 'M8 3l5 9H3z',
  low: 'M8 13L3 4h10z',
  'critical-high': 'M8 0l5 7H3zM8 8l5 7H3z',
  'critical-low': 'M8 16L3 9h10zM8 8L3 1h10z',
  abnormal: 'M8 2l6 6-6 6-6-6z',
};

export function SeverityMark({ severity, label }: { severity: Severity; label: string }) {
  return (
    <svg className={`severity-mark severity-${severity}`} viewBox="0 0 16 16" role="img" aria-label={label}>
      <path d={shapes[severity]} />
    </svg>
  );
}

export function DeviationMark({ deviation, label }: { deviation: Deviation; label: string }) {
  const critical = deviation.startsWith('critical');
  return (
    <svg
      className={`severity-mark severity-${critical ? 'critical' : 'serious'}`}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
    >
      <path d={arrows[deviation]} />
    </svg>
  );
}

/** A short word in a frame; with a severity it carries the mark too. Without one it is quiet ink. */
export function Badge({ severity, children }: { severity?: Severity; children: string }) {
  return (
    <span className={severity ? `badge badge-${severity}` : 'badge'}>
      {severity ? (
        <svg className={`severity-mark severity-${severity}`} viewBox="0 0 16 16" aria-hidden="true">
          <path d={shapes[severity]} />
        </svg>
      ) : null}
      {children}
    </span>
  );
}

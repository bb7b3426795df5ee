import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import type { Report } from './queries.ts';
import { texts } from './texts.ts';

/** New ones are marked until somebody has taken them in hand. */
export function RiskState({ report: { status } }: { report: Report }) {
  const t = useTexts(texts);
  const words = t.states[status ?? ''] ?? status;
  return status === 'requested' ? <Badge severity="caution">{words}</Badge> : <span className="quiet">{words}</span>;
}

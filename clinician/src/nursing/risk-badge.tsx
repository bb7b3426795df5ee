/** A risk as it was last assessed, told by word and shape. */
import { type AssessedRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import type { RiskLevel } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge, type Severity } from '@vardkedjan/ui/severity/severity.tsx';
import { texts } from './texts.ts';

const severities: Readonly<Record<RiskLevel, Severity | undefined>> = {
  none: undefined,
  risk: 'caution',
  high: 'serious',
};

export function RiskBadge({ kind, level, isShort }: { kind: AssessedRisk; level: RiskLevel; isShort?: boolean }) {
  const t = useTexts(texts);
  const severity = severities[level];
  return (
    <Badge {...(severity && { severity })}>
      {isShort ? `${level === 'high' ? `${t.high} ` : ''}${t.short[kind]}` : t.levels[level]}
    </Badge>
  );
}

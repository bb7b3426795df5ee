/** How it stands with a role's analysis: quiet while it is in time, marked ahead of the day, and more so after it. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import type { RoleRow } from './role-rows.ts';
import { texts } from './texts.ts';

export function RoleState({ row: { state, daysLeft = 0, versions } }: { row: RoleRow }) {
  const t = useTexts(texts);
  if (state === 'none') return <Badge severity="critical">{t.noAnalysis}</Badge>;
  if (state === 'overdue') return <Badge severity="serious">{t.overdue(-daysLeft)}</Badge>;
  if (state === 'soon') return <Badge severity="caution">{t.soon(daysLeft)}</Badge>;
  const signed = versions[0]?.signed;
  return (
    <span className="quiet">
      {t.inForce(formatDate(signed?.signed))}, {t.review(formatDate(signed?.reviewBy))}
    </span>
  );
}

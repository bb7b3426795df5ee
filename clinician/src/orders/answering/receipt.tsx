/** Who confirmed an answer and when; else how long nobody has, loudly when it is critical. */
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { ageWords } from '../age-words.ts';
import type { AnsweredRow } from './answered-rows.ts';
import { texts } from './texts.ts';

export function Receipt({ row }: { row: AnsweredRow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (row.confirmedBy !== undefined)
    return <span className="quiet">{t.confirmed(row.confirmedBy, formatDateTime(row.confirmed))}</span>;
  const missing = t.missing(ageWords(row.waited, language));
  if (row.isLate)
    return (
      <>
        {missing} <Badge severity="critical">{t.late}</Badge>
      </>
    );
  return row.isCritical ? <strong>{missing}</strong> : <span className="quiet">{missing}</span>;
}

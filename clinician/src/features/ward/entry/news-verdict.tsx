/** What the score says, or why there is none. */
import { hoursToNext, type News2, news2Risk, type News2Risk } from '@vardkedjan/care/clinical/vitals/news2.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge, type Severity } from '@vardkedjan/ui/severity/severity.tsx';
import { texts } from '../texts.ts';
import { fieldOf } from './typed-vitals.ts';

export const severityOf: Readonly<Record<News2Risk, Severity | undefined>> = {
  low: undefined,
  'low-medium': 'caution',
  medium: 'serious',
  high: 'critical',
};

export function NewsVerdict({ score, isTooYoung }: { score: News2; isTooYoung: boolean }) {
  const t = useTexts(texts);
  if (isTooYoung) return <output className="news-verdict quiet">{t.tooYoung}</output>;
  const risk = news2Risk(score);
  if (score.total === undefined || risk === undefined) {
    const missing = [...new Set(score.missing.map(fieldOf))].map((field) => t.fields[field].short);
    return <output className="news-verdict quiet">{t.incomplete(missing.join(', '))}</output>;
  }
  const severity = severityOf[risk];
  return (
    <output className="news-verdict">
      <Badge {...(severity && { severity })}>{t.total(score.total)}</Badge> {t.risks[risk]},{' '}
      {t.next(hoursToNext(score) ?? 0)}
    </output>
  );
}

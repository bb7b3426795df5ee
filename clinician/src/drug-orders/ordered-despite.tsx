/** What a drug was ordered in spite of, with the reason, who gave it and when: for whoever gives it, renews it or wonders. */
import type { AnsweredAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { orderingTexts } from './texts.ts';
import './ordering.css';

/** `drug`: its name, where it does not stand beside it. */
export function OrderedDespite({ answers, drug }: { answers: readonly AnsweredAlert[]; drug?: string }) {
  const t = useTexts(orderingTexts);
  return answers.map(({ against, reason, by, at }) => (
    <span key={`${against}${at}`} className="ordered-despite">
      {drug === undefined ? null : <strong>{drug} </strong>}
      {t.despite(against)} {t.because(reason)}{' '}
      <span className="quiet">{[by, formatDateTime(at)].filter(Boolean).join(', ')}</span>
    </span>
  ));
}

/** What the patient's earlier examinations were answered with, to the letter, beside what is asked now. */
import { useQuery } from '@tanstack/react-query';
import { answerStateOf } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../../chart/concept.ts';
import { earlierAnswersQuery } from './queries.ts';
import { texts } from './texts.ts';

/** So many are open from the start. */
const opened = 2;

export function EarlierAnswers({ patientId, order }: { patientId: string; order: string }) {
  const t = useTexts(texts);
  const found = useQuery(earlierAnswersQuery(patientId));
  const earlier = (found.data ?? []).filter(
    (report) =>
      answerStateOf(report) !== undefined &&
      !(report.basedOn ?? []).some(({ reference }) => reference === `ServiceRequest/${order}`),
  );
  return (
    <section className="unit-answer-earlier" aria-label={t.earlier}>
      <h3>{t.earlier}</h3>
      {found.isPending ? <Loading rows={2} /> : null}
      {found.isError ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && earlier.length === 0 ? <p className="quiet">{t.noEarlier}</p> : null}
      {earlier.map((report, index) => {
        const state = answerStateOf(report);
        return (
          <details key={report.id} open={index < opened}>
            <summary>
              {formatDate(report.effectiveDateTime ?? report.issued)} <strong>{textOfConcept(report.code)}</strong>{' '}
              {state === undefined || state === 'final' ? null : <Badge severity="caution">{t.states[state]}</Badge>}
            </summary>
            <p>{report.conclusion ?? ''}</p>
          </details>
        );
      })}
    </section>
  );
}

/** What a changed answer was when it was read, loudly beside what it is now: its text to the letter, and each value that is another. */
import type { Observation } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { answerStateOf } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { textOfConcept } from '../chart/concept.ts';
import type { AnswerRow } from './answer-rows.ts';
import { beforeQuery } from './queries.ts';
import { texts } from './texts.ts';
import { valueInWords } from './value-in-words.ts';

export function AnswerBefore({ row }: { row: AnswerRow }) {
  const t = useTexts(texts);
  const found = useQuery(beforeQuery(row));
  if (found.isError) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return found.isLoading ? <Loading rows={2} /> : null;
  const { report, values } = found.data;
  const state = report && answerStateOf(report);
  const text = report?.conclusion ?? '';
  const isOtherText = text !== (row.report?.conclusion ?? '');
  if (!isOtherText && values.length === 0) return null;
  return (
    <section className="answer-before" aria-label={t.was}>
      <h3>
        {t.was} {state ? `${t.states[state].toLowerCase()} ` : ''}
        {formatDateTime(report?.issued)}
      </h3>
      {isOtherText ? <p>{text || t.wasNothing}</p> : null}
      {values.length > 0 ? <ValuesBefore values={values} now={row.values} /> : null}
    </section>
  );
}

function ValuesBefore({ values, now }: { values: readonly Observation[]; now: readonly Observation[] }) {
  const t = useTexts(texts);
  return (
    <ul>
      {values.map((value) => {
        const after = now.find(({ id }) => id === value.id);
        const isWrong = after?.status === 'entered-in-error';
        return (
          <li key={value.id}>
            {textOfConcept(value.code)}: <del>{valueInWords(value)}</del>{' '}
            <strong>{isWrong || !after ? t.wrong : t.isNow(valueInWords(after))}</strong>
          </li>
        );
      })}
    </ul>
  );
}

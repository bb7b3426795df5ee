/** One report, to whoever may read it; the head takes it in hand and closes it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RiskContent, RiskStep } from '@vardkedjan/care/coordination/risk-report.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { texts as riskTexts } from '../../risk/texts.ts';
import { handleRisk, kindOf, type Report, reportQuery, risksKey } from './queries.ts';
import { texts } from './texts.ts';

export function ReportDetail({ report, isHead }: { report: Report; isHead: boolean }) {
  const t = useTexts(texts);
  const { kinds } = useTexts(riskTexts);
  const { data, error, refetch } = useQuery(reportQuery(report.id));
  const refusal = error instanceof FhirFailure ? error.refusal : undefined;
  return (
    <>
      <h2>{t.report(kinds[kindOf(report)], formatDateTime(report.authoredOn))}</h2>
      {refusal ? (
        <Refused refusal={refusal} />
      ) : error ? (
        <Failed failure={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Content content={data} />
      ) : (
        <Loading rows={6} />
      )}
      {isHead && report.status !== 'completed' ? <Handling report={report} /> : null}
    </>
  );
}

function Content({ content: { text, by, screen, steps } }: { content: RiskContent }) {
  const t = useTexts(texts);
  return (
    <article className="risk-report">
      <p className="risk-words">{text}</p>
      <p className="quiet">
        {t.by} {by.display}
      </p>
      {steps.length > 0 ? <Steps of={steps} /> : null}
      {screen ? (
        <section aria-label={t.onScreen}>
          <h3>{t.onScreen}</h3>
          <p className="quiet">
            {t.page}: {screen.address}
          </p>
          <pre className="risk-screen">{screen.text}</pre>
        </section>
      ) : null}
    </article>
  );
}

function Steps({ of }: { of: readonly RiskStep[] }) {
  const t = useTexts(texts);
  return (
    <section aria-label={t.steps}>
      <h3>{t.steps}</h3>
      <ol>
        {of.map((step) => (
          <li key={step.at}>
            {t.states[step.status]} {formatDateTime(step.at)}, {step.by.display}
            {step.words ? <p className="risk-words">{step.words}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Handling({ report }: { report: Report }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);
  const handle = useMutation({
    mutationFn: (status: RiskStep['status']) => handleRisk(report.id, status, words),
    onSuccess: () => queries.invalidateQueries({ queryKey: risksKey }),
  });
  const close = () => {
    setMissing(words.trim() === '');
    if (words.trim() !== '') handle.mutate('completed');
  };
  return (
    <section className="risk-handling" aria-label={t.steps}>
      <FreeText
        label={t.words}
        help={t.wordsHelp}
        value={words}
        onChange={setWords}
        lines={3}
        {...(isMissing ? { error: t.wordsMissing } : {})}
      />
      <div className="risk-buttons">
        {report.status === 'requested' ? (
          <Button isDisabled={handle.isPending} onPress={() => handle.mutate('in-progress')}>
            {t.take}
          </Button>
        ) : null}
        <Button tone="primary" isDisabled={handle.isPending} onPress={close}>
          {t.close}
        </Button>
      </div>
      {handle.isError ? <Failed failure={handle.error} /> : null}
    </section>
  );
}

/** The text of an answer, letter by letter, and whether it is the one that was written: the author's hash travels with it (F1). */
import type { DiagnosticReport } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { isAsWritten } from './is-as-written.ts';
import { texts } from './texts.ts';

export function AnswerText({ report }: { report: DiagnosticReport }) {
  const t = useTexts(texts);
  const checked = useQuery({
    queryKey: ['answer-text', report.id, report.meta?.versionId],
    queryFn: () => isAsWritten(report),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return (
    <div className="answer-text">
      <p>{report.conclusion}</p>
      {checked === 'as-written' ? <p className="quiet">{t.asWritten}</p> : null}
      {checked === 'changed' ? (
        <p role="alert" className="answer-changed">
          {t.notAsWritten}
        </p>
      ) : null}
    </div>
  );
}

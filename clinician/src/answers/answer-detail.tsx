/** One answer: how finished it is, its values with what they were before, its text as it was written, and what one does with it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { textOfConcept } from '../chart/concept.ts';
import { recordAddress } from '../navigation.ts';
import { PatientName, PatientNumber } from '../work/patient-cells.tsx';
import type { AnswerRow } from './answer-rows.ts';
import { AnswerBefore } from './answer-before.tsx';
import { AnswerFindings, SusceptibilityTable } from './answer-findings.tsx';
import { AnswerText } from './answer-text.tsx';
import { AnswerValues } from './answer-values.tsx';
import { isNumber } from './findings.ts';
import { Letter, type LetterProps } from './letter.tsx';
import { texts } from './texts.ts';

export interface AnswerDetailProps {
  row: AnswerRow;
  isWriting: boolean;
  onWrite: (isWriting: boolean) => void;
  onSee: () => void;
  onHand: () => void;
  onLetter: LetterProps['onSend'];
}

export function AnswerDetail({ row, isWriting, onWrite, onSee, onHand, onLetter }: AnswerDetailProps) {
  const t = useTexts(texts);
  const question = (row.order?.reasonCode ?? []).map(textOfConcept).filter(Boolean).join(', ');
  const signers = (row.report?.resultsInterpreter ?? [])
    .map(({ display }) => display ?? '')
    .filter(Boolean)
    .join(', ');
  const warning = t.stateWarnings[row.state];
  return (
    <section className="answer" aria-label={row.what} data-state={row.state}>
      <header className="answer-head">
        <h2>{row.what}</h2>
        <p>
          <PatientName patient={row.patient} /> <PatientNumber patient={row.patient} />
        </p>
      </header>
      <p className="answer-state" data-state={row.state}>
        <strong>{t.states[row.state]}</strong> {warning}
      </p>
      {row.due ? (
        <p className="answer-state" data-state="critical" role={row.isLate ? 'alert' : undefined}>
          <strong>{row.isLate ? t.late : t.deviations.critical}</strong> {t.confirmBy(formatDateTime(row.due))}
        </p>
      ) : null}
      {row.isLate && !row.due ? (
        <p className="answer-state" role="alert">
          <strong>{t.late}</strong> {t.notSeen}
        </p>
      ) : null}
      {row.liesWith ? <p className="quiet">{t.liesWith(row.liesWith)}</p> : null}
      {row.report ? null : <p className="answer-state">{t.notShown}</p>}
      {row.isUnmatched ? <p className="answer-state">{t.unmatched}</p> : null}
      {isWriting ? (
        <Letter
          patientId={row.patientId}
          answer={row.id}
          isNormal={row.deviation === 'normal'}
          onSend={onLetter}
          onCancel={() => onWrite(false)}
        />
      ) : (
        <div className="answer-actions">
          <Button tone="primary" keys="Enter" onPress={onSee}>
            {t.see}
          </Button>
          <Button keys="b" onPress={() => onWrite(true)}>
            {t.letter}
          </Button>
          <Button keys="h" onPress={onHand}>
            {t.hand}
          </Button>
          <a href={recordAddress(row.patientId)}>{t.record}</a>
        </div>
      )}
      <dl className="answer-facts">
        {question ? (
          <>
            <dt>{t.asked}</dt>
            <dd>{question}</dd>
          </>
        ) : null}
        <dt>{t.from}</dt>
        <dd>
          {row.report?.performer
            ?.map(({ display }) => display)
            .filter(Boolean)
            .join(', ') || '–'}
        </dd>
        {signers ? (
          <>
            <dt>{t.signedBy}</dt>
            <dd>{signers}</dd>
          </>
        ) : null}
        <dt>{t.answered}</dt>
        <dd>{formatDateTime(row.report?.issued ?? row.since)}</dd>
      </dl>
      <AnswerBefore row={row} />
      <AnswerFindings values={row.values} />
      <SusceptibilityTable values={row.values} />
      {row.values.some(isNumber) ? <AnswerValues row={row} /> : null}
      {row.report?.conclusion ? <AnswerText report={row.report} /> : null}
    </section>
  );
}

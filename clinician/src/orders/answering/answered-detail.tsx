/** One answer of the unit: as it was signed, its receipt, and correcting it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { onSendKey } from '../../dock/send-key.ts';
import { useFormDraft } from '../../drafts/use-form-draft.ts';
import { AnswerText } from '../../answers/answer-text.tsx';
import { recordAddress } from '../../navigation.ts';
import { PatientName, PatientNumber } from '../../work/patient-cells.tsx';
import type { AnsweredRow } from './answered-rows.ts';
import { Receipt } from './receipt.tsx';
import { correctAnswer } from './sign-answer.ts';
import { texts } from './texts.ts';
import { useSigner } from './use-answer.ts';

export interface AnsweredDetailProps {
  row: AnsweredRow;
  onCorrected: () => Promise<unknown>;
}

export function AnsweredDetail({ row, onCorrected }: AnsweredDetailProps) {
  const t = useTexts(texts);
  const [isCorrecting, setCorrecting] = useState(false);
  const { report } = row;
  return (
    <section className="unit-order" aria-label={row.what}>
      <h2>{row.what}</h2>
      <p>
        <PatientName patient={row.patient} /> <PatientNumber patient={row.patient} />
      </p>
      <p>
        <Receipt row={row} />
      </p>
      {row.isLate ? <strong role="alert">{t.lateHelp}</strong> : null}
      {report ? <AnswerText report={report} /> : <p>{t.notShown}</p>}
      {report?.conclusion !== undefined && isCorrecting ? (
        <Correcting
          row={row}
          onCancel={() => setCorrecting(false)}
          onDone={async () => {
            await onCorrected();
            setCorrecting(false);
          }}
        />
      ) : null}
      {report?.conclusion !== undefined && !isCorrecting ? (
        <div className="unit-order-moves">
          <Button onPress={() => setCorrecting(true)}>{t.correct}</Button>
        </div>
      ) : null}
      <a href={recordAddress(row.patientId)}>{t.record}</a>
    </section>
  );
}

function Correcting({
  row,
  onCancel,
  onDone,
}: {
  row: AnsweredRow;
  onCancel: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useTexts(texts);
  const who = useSigner();
  const draft = useFormDraft(
    { patientId: row.patientId, form: 'orders/correct-answer', args: { answer: row.report?.id ?? '' } },
    { text: row.report?.conclusion ?? '', isCritical: row.isCritical },
  );
  const { text, isCritical } = draft.fields;
  const [problem, setProblem] = useState('');
  const sign = async () => {
    const { report } = row;
    if (!report || text.trim() === '') return setProblem(t.noText);
    setProblem('');
    const given = { text, isCritical, ...who };
    try {
      if (await draft.send(async (screen) => correctAnswer(report, given, screen).then(() => true))) await onDone();
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    }
  };
  const cancel = () => {
    draft.throwAway();
    onCancel();
  };
  return (
    <form
      className="unit-answer"
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => onSendKey(event, () => sign())}
    >
      <FreeText
        label={t.correction}
        lines={7}
        value={text}
        onChange={(next) => draft.change({ text: next })}
        autoFocus
      />
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={isCritical}
          onChange={(event) => draft.change({ isCritical: event.target.checked })}
        />
        <span>{t.critical}</span>
      </label>
      {problem || draft.problem ? <strong role="alert">{problem || draft.problem}</strong> : null}
      <div className="unit-order-moves">
        <Button onPress={cancel}>{t.cancel}</Button>
        <Button tone="primary" keys="Ctrl Enter" onPress={() => void sign()}>
          {t.signCorrection}
        </Button>
      </div>
    </form>
  );
}

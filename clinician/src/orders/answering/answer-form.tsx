/** The answer is written beside what was asked, and kept as it is typed; Ctrl+Enter signs it and sends it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { onSendKey } from '../../dock/send-key.ts';
import { SaveLine } from '../../drafts/save-line.tsx';
import type { UnitOrderRow } from '../unit-order-rows.ts';
import { texts } from './texts.ts';
import { type Begun, useAnswer, useBegun } from './use-answer.ts';

export interface AnswerFormProps {
  row: UnitOrderRow;
  onSigned: () => Promise<void>;
}

export function AnswerForm(props: AnswerFormProps) {
  const begun = useBegun(props.row);
  if (begun.isError) return <Failed failure={begun.error} onRetry={() => void begun.refetch()} />;
  return begun.data ? <Writing key={props.row.id} {...props} begun={begun.data} /> : <Loading rows={3} />;
}

function Writing({ row, onSigned, begun }: AnswerFormProps & { begun: Begun }) {
  const t = useTexts(texts);
  const { draft, isSigning, problem, sign } = useAnswer(row, begun, onSigned);
  const { text, isCritical } = draft.fields;
  return (
    <form
      className="unit-answer"
      aria-label={t.write}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => onSendKey(event, () => sign(false))}
    >
      <FreeText label={t.write} lines={7} value={text} onChange={(next) => draft.change({ text: next })} autoFocus />
      {draft.view.state === 'untouched' ? null : <SaveLine view={draft.view} />}
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={isCritical}
          onChange={(event) => draft.change({ isCritical: event.target.checked })}
        />
        <span>{t.critical}</span>
      </label>
      {problem ? <strong role="alert">{problem}</strong> : null}
      <div className="unit-order-moves">
        <Button tone="primary" keys="Ctrl Enter" onPress={() => void sign(false)}>
          {isSigning ? t.signing : t.sign}
        </Button>
        <Button onPress={() => void sign(true)}>{t.signPreliminary}</Button>
      </div>
    </form>
  );
}

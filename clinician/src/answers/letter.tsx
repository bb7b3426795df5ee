/** A letter to the patient about the answer, begun from one of the unit’s templates; sending it says that the answer is seen. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { FreeText } from '../quick-texts/free-text.tsx';
import { onSendKey } from '../dock/send-key.ts';
import { SaveLine } from '../drafts/save-line.tsx';
import { useFormDraft } from '../drafts/use-form-draft.ts';
import { type LetterTemplate, letterTemplatesQuery } from '../letters/letter-templates.ts';
import { UnreadOnline } from '../letters/unread-online.tsx';
import { useSession } from '../session/session-context.ts';
import { texts } from './texts.ts';

export interface AnswerLetter {
  title: string;
  text: string;
  template: string;
}

export interface LetterProps {
  patientId: string;
  /** FHIR id of the answer’s handling. */
  answer: string;
  isNormal: boolean;
  /** True when it was sent. */
  onSend: (letter: AnswerLetter, screen: PatientOnScreen) => Promise<boolean>;
  onCancel: () => void;
}

export function Letter(props: LetterProps) {
  const t = useTexts(texts);
  const templates = useQuery(letterTemplatesQuery('answer', useSession().assignment.careUnit.id));
  if (templates.error && !templates.data)
    return <Failed failure={templates.error} onRetry={() => void templates.refetch()} />;
  if (!templates.data) return <Loading rows={4} />;
  const first = templates.data.find(({ isForNormal }) => isForNormal === props.isNormal) ?? templates.data[0];
  return first ? <Written {...props} templates={templates.data} first={first} /> : <p>{t.noTemplates}</p>;
}

interface WrittenProps extends LetterProps {
  templates: readonly LetterTemplate[];
  first: LetterTemplate;
}

function Written({ patientId, answer, templates, first, onSend, onCancel }: WrittenProps) {
  const t = useTexts(texts);
  const draft = useFormDraft(
    { patientId, form: 'answers/letter', args: { answer } },
    { template: first.canonical, text: first.text },
  );
  const { fields } = draft;
  const template = templates.find(({ canonical }) => canonical === fields.template) ?? first;
  const send = async () => {
    if (fields.text.trim() === '') return;
    const letter = { title: template.title, text: fields.text, template: template.canonical };
    await draft.send((screen) => onSend(letter, screen));
  };
  const cancel = () => {
    draft.throwAway();
    onCancel();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Ctrl+Enter from the field in it
    <div className="answer-letter" onKeyDownCapture={(event) => onSendKey(event, send)}>
      <Select
        label={t.template}
        choices={templates.map(({ canonical, title }) => ({ value: canonical, text: title }))}
        value={template.canonical}
        onChange={(value) => {
          const chosen = templates.find(({ canonical }) => canonical === value) ?? first;
          draft.change({ template: chosen.canonical, text: chosen.text });
        }}
      />
      <FreeText label={t.text} lines={8} value={fields.text} onChange={(text) => draft.change({ text })} autoFocus />
      <UnreadOnline patientId={patientId} />
      {draft.problem ? <strong role="alert">{draft.problem}</strong> : null}
      {draft.view.state === 'untouched' ? null : <SaveLine view={draft.view} />}
      <div className="answer-actions">
        <Button onPress={cancel}>{t.cancel}</Button>
        <Button tone="primary" keys="Ctrl Enter" isDisabled={fields.text.trim() === ''} onPress={() => void send()}>
          {t.send}
        </Button>
      </div>
    </div>
  );
}

/** Records a warning that is no hypersensitivity, in the dock. */
import { createResource } from '@vardkedjan/ui/fhir-client.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { WorkspaceProps } from '../../feature.ts';
import { SavedForm } from './saved-form.tsx';
import { texts } from './texts.ts';
import { useRecorder } from './use-recorder.ts';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { type FlagKind, flagOf } from './warning-resources.ts';

export default function RecordFlag({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const recorder = useRecorder(patientId);
  const saving = useSaving(patientId);
  const form = useDockForm({ kind: 'infection' as FlagKind, text: '' });
  const { kind, text } = form.fields;
  const save: Sending = (screen) => {
    if (text.trim() === '') {
      saving.setProblem(t.warningMissing);
      return Promise.resolve(false);
    }
    return saving.save(() =>
      createResource(flagOf({ kind, kindText: texts.sv.kinds[kind], text }, recorder()), screen),
    );
  };
  return (
    <SavedForm title={t.recordFlag} form={form} saving={saving} onSave={save}>
      <TextField
        label={t.warningText}
        help={t.warningTextHelp}
        value={text}
        onChange={(next) => form.change({ text: next })}
        autoFocus={takesFocus}
        isRequired
      />
      <Choices label={t.kind} texts={t.kinds} value={kind} onChange={(next) => form.change({ kind: next })} />
    </SavedForm>
  );
}

/** Records a warning that is no hypersensitivity, in the dock. */
import { createResource } from '@vardkedjan/ui/fhir-client.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import type { WorkspaceProps } from '../../feature.ts';
import { SavedForm } from './saved-form.tsx';
import { texts } from './texts.ts';
import { useRecorder } from './use-recorder.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { type FlagKind, flagOf } from './warning-resources.ts';

export default function RecordFlag({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = useTexts(texts);
  const recorder = useRecorder(patientId);
  const saving = useSaving(patientId);
  const [kind, setKind] = useState<FlagKind>('infection');
  const [text, setText] = useState('');
  const save = () => {
    if (text.trim() === '') {
      saving.setProblem(t.warningMissing);
      return Promise.resolve(false);
    }
    return saving.save(() =>
      createResource(flagOf({ kind, kindText: texts.sv.kinds[kind], text }, recorder()), patientId),
    );
  };
  return (
    <SavedForm title={t.recordFlag} saving={saving} onSave={save} onAnother={() => setText('')} close={close}>
      <TextField
        label={t.warningText}
        help={t.warningTextHelp}
        value={text}
        onChange={setText}
        autoFocus={takesFocus}
        isRequired
      />
      <Choices label={t.kind} texts={t.kinds} value={kind} onChange={setKind} />
    </SavedForm>
  );
}

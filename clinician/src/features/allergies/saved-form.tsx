/** The frame of a form in the dock: its fields, its problem if any, saving by button or Ctrl+Enter, and what comes after. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { texts } from './texts.ts';
import type { Saving } from '../../dock/use-saving.ts';
import type { FormDraft, Sending } from '../../drafts/use-form-draft.ts';

export interface SavedFormProps {
  title: string;
  form: FormDraft<object>;
  saving: Saving;
  onSave: Sending;
  children: ReactNode;
}

export function SavedForm({ title, form, saving, onSave, children }: SavedFormProps) {
  const t = useTexts(texts);
  const [isSaved, setSaved] = useState(false);
  if (isSaved) {
    return (
      <DockDone actions={<Button onPress={() => setSaved(false)}>{t.another}</Button>}>
        <output>{t.saved}</output>
      </DockDone>
    );
  }
  const save: Sending = async (screen) => {
    const isTaken = await onSave(screen);
    setSaved(isTaken);
    return isTaken;
  };
  return (
    <DockForm
      label={title}
      draft={form}
      onSend={save}
      send={t.save}
      sending={t.saving}
      isSending={saving.isSaving}
      problems={[saving.problem]}
    >
      {children}
    </DockForm>
  );
}

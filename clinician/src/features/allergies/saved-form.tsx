/** The frame of a form in the dock: its fields, its problem if any, saving by button or Ctrl+Enter, and what comes after. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { texts } from './texts.ts';
import type { Saving } from '../../dock/use-saving.ts';

export interface SavedFormProps {
  title: string;
  saving: Saving;
  onSave: () => Promise<boolean>;
  onAnother: () => void;
  close: () => void;
  children: ReactNode;
}

export function SavedForm({ title, saving, onSave, onAnother, close, children }: SavedFormProps) {
  const t = useTexts(texts);
  const [saved, setSaved] = useState(false);
  const save = async () => setSaved(await onSave());
  if (saved) {
    return (
      <DockDone
        actions={
          <>
            <Button
              onPress={() => {
                onAnother();
                setSaved(false);
              }}
            >
              {t.another}
            </Button>
            <Button tone="primary" autoFocus onPress={close}>
              {t.close}
            </Button>
          </>
        }
      >
        <output>{t.saved}</output>
      </DockDone>
    );
  }
  return (
    <DockForm
      label={title}
      onSend={() => void save()}
      problems={[saving.problem]}
      actions={
        <>
          <Button onPress={close}>{t.cancel}</Button>
          <Button tone="primary" keys="Ctrl Enter" onPress={() => void save()}>
            {saving.isSaving ? t.saving : t.save}
          </Button>
        </>
      }
    >
      {children}
    </DockForm>
  );
}

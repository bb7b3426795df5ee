/** The frame of a form in the dock: its fields, its problem if any, saving by button or Ctrl+Enter, and what comes after. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import { texts } from './texts.ts';
import type { Saving } from './use-saving.ts';
import './warnings.css';

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
      <div className="warning-form">
        <output>{t.saved}</output>
        <div className="warning-form-actions">
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
        </div>
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter from any field in it
    <form
      className="warning-form"
      aria-label={title}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => (event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? void save() : undefined)}
    >
      {children}
      {saving.problem ? (
        <p className="warning-problem" role="alert">
          {saving.problem}
        </p>
      ) : null}
      <div className="warning-form-actions">
        <Button onPress={close}>{t.cancel}</Button>
        <Button tone="primary" keys="Ctrl Enter" onPress={() => void save()}>
          {saving.isSaving ? t.saving : t.save}
        </Button>
      </div>
    </form>
  );
}

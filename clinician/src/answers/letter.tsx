/** A letter to the patient about the answer, from a template that one may change; sending it says that the answer is seen. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { texts } from './texts.ts';

export interface LetterProps {
  isNormal: boolean;
  onSend: (text: string) => void;
  onCancel: () => void;
}

export function Letter({ isNormal, onSend, onCancel }: LetterProps) {
  const t = useTexts(texts);
  const [template, setTemplate] = useState(isNormal ? 'normal' : 'contact');
  const [text, setText] = useState(t.templates[template]?.[1] ?? '');
  return (
    <div className="answer-letter">
      <Select
        label={t.template}
        choices={Object.entries(t.templates).map(([value, [name]]) => ({ value, text: name }))}
        value={template}
        onChange={(value) => {
          setTemplate(value);
          setText(t.templates[value]?.[1] ?? '');
        }}
      />
      <TextField label={t.text} lines={8} value={text} onChange={setText} autoFocus />
      <div className="answer-actions">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" isDisabled={text.trim() === ''} onPress={() => onSend(text)}>
          {t.send}
        </Button>
      </div>
    </div>
  );
}

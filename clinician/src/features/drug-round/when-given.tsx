/** When it was: now, unless one says when, as after a downtime. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { clockText } from '../../work/clock.ts';
import { useNow } from '../../work/use-now.ts';
import { texts } from './texts.ts';

export function WhenGiven({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTexts(texts);
  const now = useNow();
  return (
    <div className="round-amount">
      <TextField label={t.whenGiven} value={value} onChange={onChange} placeholder={clockText(now)} />
      <span className="quiet">{t.whenGivenHelp}</span>
    </div>
  );
}

/** What one often orders, to take with one press while nothing has been typed. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useRef } from 'react';
import { oftenTexts } from './texts.ts';
import './often-ordered.css';

const most = 6;

interface OftenOrderedProps {
  offered: readonly { key: string; text: string }[];
  onPick: (key: string) => void;
}

export function OftenOrdered({ offered, onPick }: OftenOrderedProps) {
  const t = useTexts(oftenTexts);
  const section = useRef<HTMLElement>(null);
  if (offered.length === 0) return null;
  const pick = (key: string) => {
    // What is pressed goes away with it: one goes on typing.
    section.current?.parentElement?.querySelector<HTMLElement>('input')?.focus();
    onPick(key);
  };
  return (
    <section ref={section} className="often-ordered" aria-label={t.often}>
      {offered.slice(0, most).map(({ key, text }) => (
        <Button key={key} tone="quiet" onPress={() => pick(key)}>
          {text}
        </Button>
      ))}
    </section>
  );
}

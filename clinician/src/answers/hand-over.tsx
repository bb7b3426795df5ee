/** Who takes over answers: a colleague of the unit, or its list. */
import type { Reference } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { colleaguesQuery } from '../shared/colleagues-query.ts';
import { texts } from './texts.ts';

export interface HandOverProps {
  count: number;
  onDone: (to: Reference & { display: string }) => void;
  onCancel: () => void;
}

export function HandOver({ count, onDone, onCancel }: HandOverProps) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const unit = `Organization/${assignment.careUnit.id}`;
  const me = `Practitioner/${session.caller?.practitioner?.id}`;
  const found = useQuery(colleaguesQuery(assignment.careUnit.id)).data ?? [];
  const colleagues = found.filter(({ reference }) => reference !== me);
  const [to, setTo] = useState<string>();
  const [problem, setProblem] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('button')?.focus(), []);
  const choices = [
    { value: unit, text: t.toUnit },
    ...colleagues.map(({ reference, name }) => ({ value: reference, text: name })),
  ];
  const done = () => {
    const chosen = choices.find(({ value }) => value === to);
    if (!chosen) return setProblem(t.noOne);
    onDone({ reference: chosen.value, display: chosen.value === unit ? assignment.careUnit.name : chosen.text });
  };
  return (
    <form ref={form} className="answer-hand-over" onSubmit={(event) => event.preventDefault()}>
      <Select label={t.handTo} choices={choices} value={to} onChange={setTo} />
      {problem ? <strong role="alert">{problem}</strong> : null}
      <div className="answer-actions">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" onPress={done}>
          {count > 1 ? t.handMarked(count) : t.hand}
        </Button>
      </div>
    </form>
  );
}

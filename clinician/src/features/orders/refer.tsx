/** Refers to another unit: the unit, what one wants to know, and the history as it stands in the note. */
import type { Organization } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import type { WorkspaceProps } from '../../feature.ts';
import { unitsNamed } from './nearest-unit.ts';
import { OrderForm, useWords } from './order-form.tsx';
import { Pick } from './pick.tsx';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

const nameOf = (unit: Organization) => [unit.name, unit.address?.[0]?.city].filter(Boolean).join(', ');

export default function Refer({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'referral');
  const { words, onWords } = useWords(ordering);
  const [asked, ask] = useState('');
  const [chosen, choose] = useState<Organization>();
  const isChosen = chosen !== undefined && asked === nameOf(chosen);
  const found = isChosen ? [] : unitsNamed(ordering.units, asked, ordering.own);
  const send = () => {
    if (!isChosen) return ordering.setProblem(t.noUnit);
    if (words.question.trim() === '') return ordering.setProblem(t.noQuestion);
    void ordering.send('referral', { ...words, items: [], performer: chosen });
  };
  const another = () => {
    choose(undefined);
    ask('');
  };
  return (
    <OrderForm title={t.refer} {...{ ordering, words, onWords, close }} onSend={send} onAnother={another}>
      <Pick
        label={t.searchUnits}
        asked={asked}
        onAsk={ask}
        autoFocus={takesFocus}
        hits={found
          .filter((unit) => unit.id !== ordering.own?.id)
          .map((unit) => ({ key: unit.id ?? '', text: unit.name ?? '', detail: unit.address?.[0]?.city ?? '' }))}
        onPick={(id) => {
          const unit = ordering.units.find((one) => one.id === id);
          choose(unit);
          ask(unit ? nameOf(unit) : '');
        }}
      />
    </OrderForm>
  );
}

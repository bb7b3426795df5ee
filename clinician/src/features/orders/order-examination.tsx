/** Orders an examination: X-ray, MRI, CT, ultrasound. */
import type { Organization } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { matching, type Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import type { WorkspaceProps } from '../../feature.ts';
import { nearestUnit } from './nearest-unit.ts';
import { OrderForm, Performer, useWords } from './order-form.tsx';
import { Pick } from './pick.tsx';
import { catalogueQuery } from './queries.ts';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

export default function OrderExamination({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'imaging');
  const { words, onWords } = useWords(ordering);
  const all = useQuery(catalogueQuery).data ?? [];
  const [asked, ask] = useState('');
  const [chosen, choose] = useState<Orderable>();
  const [other, setOther] = useState<Organization>();
  const performer = other ?? nearestUnit(ordering.units, ordering.own);
  const isChosen = chosen !== undefined && asked === chosen.display;
  const send = () => {
    if (!isChosen || !performer) return ordering.setProblem(t.noExamination);
    if (words.question.trim() === '') return ordering.setProblem(t.noQuestion);
    void ordering.send('imaging', { ...words, items: [chosen], performer });
  };
  const another = () => {
    choose(undefined);
    ask('');
  };
  return (
    <OrderForm title={t.orderExamination} {...{ ordering, words, onWords, close }} onSend={send} onAnother={another}>
      <Pick
        label={t.searchExaminations}
        asked={asked}
        onAsk={ask}
        autoFocus={takesFocus}
        hits={(isChosen ? [] : matching(all, 'imaging', asked)).map((one) => ({
          key: one.code,
          text: one.display,
          detail: one.group,
        }))}
        onPick={(code) => {
          const found = all.find((one) => one.code === code);
          choose(found);
          ask(found?.display ?? '');
        }}
      />
      <Performer ordering={ordering} performer={performer} onChange={setOther} />
    </OrderForm>
  );
}

/** Orders laboratory tests, one by one or in sets. */
import type { Organization } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { matching, type Orderable, unfolded } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import type { WorkspaceProps } from '../../feature.ts';
import { nearestUnit } from './nearest-unit.ts';
import { OrderForm, Performer, useWords } from './order-form.tsx';
import { Pick } from './pick.tsx';
import { catalogueQuery } from './queries.ts';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

export default function OrderTests({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'laboratory');
  const { words, onWords } = useWords(ordering, false);
  const all = useQuery(catalogueQuery).data ?? [];
  const [asked, ask] = useState('');
  const [chosen, choose] = useState<readonly Orderable[]>([]);
  const [other, setOther] = useState<Organization>();
  const performer = other ?? nearestUnit(ordering.units, ordering.own);
  const items = unfolded(chosen, all);
  const hits = matching(all, 'laboratory', asked).filter((one) => !chosen.includes(one));
  const send = () => {
    if (items.length === 0 || !performer) return ordering.setProblem(t.nothingChosen);
    void ordering.send('laboratory', { ...words, items, performer });
  };
  return (
    <OrderForm title={t.orderTests} {...{ ordering, words, onWords, close }} onSend={send} onAnother={() => choose([])}>
      <Pick
        label={t.searchTests}
        asked={asked}
        onAsk={ask}
        autoFocus={takesFocus}
        hits={hits.map((one) => ({ key: one.code, text: one.display, detail: partsOf(one, all) }))}
        onPick={(code) => {
          const found = all.find((one) => one.code === code);
          if (found) choose([...chosen, found]);
          ask('');
        }}
      />
      <Chosen items={items} onRemove={(code) => choose(unfolded(chosen, all).filter((one) => one.code !== code))} />
      <Performer ordering={ordering} performer={performer} onChange={setOther} />
    </OrderForm>
  );
}

const partsOf = ({ members }: Orderable, all: readonly Orderable[]) =>
  members.map((code) => all.find((one) => one.code === code)?.display ?? code).join(', ');

function Chosen({ items, onRemove }: { items: readonly Orderable[]; onRemove: (code: string) => void }) {
  const t = useTexts(texts);
  if (items.length === 0) return null;
  return (
    <section className="order-chosen" aria-label={t.chosen}>
      <ul>
        {items.map(({ code, display }) => (
          <li key={code}>
            {display}
            <button type="button" aria-label={t.remove(display)} onClick={() => onRemove(code)}>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

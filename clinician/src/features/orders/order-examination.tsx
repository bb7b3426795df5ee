/** Orders an examination: X-ray, MRI, CT, ultrasound, and of physiology such as an ECG or spirometry. */
import { useQuery } from '@tanstack/react-query';
import { matching, type Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { nearestUnit } from '../../orders/nearest-unit.ts';
import { OrderForm, Performer, wordsOf } from './order-form.tsx';
import { Pick } from '../../orders/pick.tsx';
import { whoExamine } from '../../orders/units-query.ts';
import { catalogueQuery } from '../../orders/order-catalogue-query.ts';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

/** Pictures and what is measured: one searches for both at once. */
const examinations = (all: readonly Orderable[], asked: string) => [
  ...matching(all, 'imaging', asked),
  ...matching(all, 'physiology', asked),
];

export default function OrderExamination({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'examination');
  const all = useQuery(catalogueQuery).data ?? [];
  const form = useDockForm({
    ...wordsOf(ordering),
    asked: '',
    chosen: undefined as string | undefined,
    performer: undefined as string | undefined,
  });
  const { fields, change } = form;
  const chosen = all.find(({ code, display }) => code === fields.chosen && display === fields.asked);
  const kind = chosen?.kind === 'physiology' ? 'physiology' : 'imaging';
  const units = whoExamine(ordering.units, kind);
  const other = units.find(({ id }) => id !== undefined && id === fields.performer);
  const performer = other ?? (ordering.own && nearestUnit(units, ordering.own));
  const send: Sending = async (screen) => {
    if (chosen === undefined) return ordering.refuse(t.noExamination);
    if (fields.question.trim() === '') return ordering.refuse(t.noQuestion);
    const to = performer ?? (await ordering.nearest((found) => whoExamine(found, kind)));
    return to !== undefined && ordering.send(chosen.kind, { ...fields, items: [chosen], performer: to }, screen);
  };
  return (
    <OrderForm title={t.orderExamination} ordering={ordering} form={form} onSend={send}>
      <Pick
        label={t.searchExaminations}
        asked={fields.asked}
        onAsk={(asked) => change({ asked })}
        autoFocus={takesFocus}
        hits={(chosen ? [] : examinations(all, fields.asked)).map((one) => ({
          key: one.code,
          text: one.display,
          detail: one.group,
        }))}
        onPick={(code) => change({ chosen: code, asked: all.find((one) => one.code === code)?.display ?? '' })}
      />
      <Performer ordering={{ ...ordering, units }} performer={performer} onChange={(id) => change({ performer: id })} />
    </OrderForm>
  );
}

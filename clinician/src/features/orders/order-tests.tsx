/** Orders laboratory tests, one by one or in sets. */
import { useQuery } from '@tanstack/react-query';
import { matching, type Orderable, unfolded } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { today } from '../../chart/today.ts';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { Pinned, PinThis } from '../../often-ordered/pinned.tsx';
import { OftenOrdered } from '../../often-ordered/often-ordered.tsx';
import { favouritesFirst, useCountOrdered, useFavourites } from '../../often-ordered/queries.ts';
import { nearestUnit } from '../../orders/nearest-unit.ts';
import { OrderForm, Performer, wordsOf } from './order-form.tsx';
import { Pick } from '../../orders/pick.tsx';
import { catalogueQuery } from '../../orders/order-catalogue-query.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { notRepeated, whenOf } from './repeated.ts';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

export default function OrderTests({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'laboratory');
  const all = useQuery(catalogueQuery).data ?? [];
  const form = useDockForm({
    ...wordsOf(ordering, false),
    asked: '',
    /** By code. */
    chosen: [] as readonly string[],
    performer: undefined as string | undefined,
    site: '',
    repeat: notRepeated,
  });
  const { fields, change } = form;
  const other = ordering.units.find(({ id }) => id !== undefined && id === fields.performer);
  const performer = other ?? (ordering.own && nearestUnit(ordering.units, ordering.own));
  const chosen = fields.chosen.flatMap((code) => all.find((one) => one.code === code) ?? []);
  const items = unfolded(chosen, all);
  const asksSite = items.some((item) => item.asksSite);
  const { pins, often: oftenCodes } = useFavourites('test');
  const countOrdered = useCountOrdered('test');
  const hits = favouritesFirst(matching(all, 'laboratory', fields.asked), [
    ...pins.map(({ code }) => code),
    ...oftenCodes,
  ]).filter((one) => !chosen.includes(one));
  const often = oftenCodes
    .flatMap((code) => all.find((one) => one.code === code && !chosen.includes(one)) ?? [])
    .map(({ code, display }) => ({ key: code, text: display }));
  const pinned = pins.flatMap((pin) => {
    const test = all.find(({ code }) => code === pin.code);
    return test === undefined || chosen.includes(test) ? [] : [{ pin, text: test.display }];
  });
  const add = (code: string) => change({ chosen: [...fields.chosen, code], asked: '' });
  const send: Sending = async (screen) => {
    if (items.length === 0) return ordering.refuse(t.nothingChosen);
    if (asksSite && fields.site.trim() === '') return ordering.refuse(t.noSite);
    const site = asksSite ? fields.site.trim() : '';
    const when = whenOf(fields.repeat, today());
    if ('fault' in when) return ordering.refuse(t.repeatFaults[when.fault]);
    const to = performer ?? (await ordering.nearest());
    const isSent =
      to !== undefined &&
      (await ordering.send('laboratory', { ...fields, ...when, site, items, performer: to }, screen));
    if (isSent) void countOrdered(fields.chosen);
    return isSent;
  };
  return (
    <OrderForm title={t.orderTests} ordering={ordering} form={form} onSend={send}>
      <Pick
        label={t.searchTests}
        asked={fields.asked}
        onAsk={(asked) => change({ asked })}
        autoFocus={takesFocus}
        hits={hits.map((one) => ({ key: one.code, text: one.display, detail: partsOf(one, all) }))}
        onPick={add}
      />
      <Pinned offered={fields.asked === '' ? pinned : []} onPick={({ code }) => add(code)} />
      <OftenOrdered offered={fields.asked === '' ? often : []} onPick={add} />
      <Chosen
        items={items}
        onRemove={(code) => change({ chosen: items.flatMap((one) => (one.code === code ? [] : one.code)) })}
      />
      {asksSite ? (
        <TextField label={t.site} help={t.siteHelp} value={fields.site} onChange={(site) => change({ site })} />
      ) : null}
      <RepeatFields repeat={fields.repeat} onRepeat={(repeat) => change({ repeat })} />
      <Performer ordering={ordering} performer={performer} onChange={(id) => change({ performer: id })} />
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
            <PinThis pin={{ kind: 'test', code, dose: '' }} text={display} isShort />
            <button type="button" aria-label={t.remove(display)} onClick={() => onRemove(code)}>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

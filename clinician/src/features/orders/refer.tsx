/** Refers to another unit: the unit, what one wants to know, and the history as it stands in the note. */
import type { Organization } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { unitsNamed, whereOf } from '../../orders/nearest-unit.ts';
import { OrderForm, wordsOf } from './order-form.tsx';
import { Pick } from '../../orders/pick.tsx';
import { texts } from './texts.ts';
import { useOrdering } from './use-ordering.ts';

const nameOf = (unit: Organization) => [unit.name, unit.address?.[0]?.city].filter(Boolean).join(', ');

export default function Refer({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const ordering = useOrdering(patientId, 'referral');
  const form = useDockForm({ ...wordsOf(ordering), asked: '', chosen: undefined as string | undefined });
  const { fields, change } = form;
  const chosen = ordering.units.find((unit) => unit.id === fields.chosen && nameOf(unit) === fields.asked);
  const found = chosen ? [] : unitsNamed(ordering.units, fields.asked, ordering.own);
  const send: Sending = async (screen) => {
    if (chosen === undefined) return ordering.refuse(t.noUnit);
    if (fields.question.trim() === '') return ordering.refuse(t.noQuestion);
    return ordering.send('referral', { ...fields, items: [], performer: chosen }, screen);
  };
  return (
    <OrderForm title={t.refer} ordering={ordering} form={form} onSend={send}>
      <Pick
        label={t.searchUnits}
        asked={fields.asked}
        onAsk={(asked) => change({ asked })}
        autoFocus={takesFocus}
        hits={found
          .filter((unit) => unit.id !== ordering.own?.id)
          .map((unit) => ({ key: unit.id ?? '', text: unit.name ?? '', detail: whereOf(unit, t.ofOthers) }))}
        onPick={(id) => {
          const unit = ordering.units.find((one) => one.id === id);
          change({ chosen: id, asked: unit ? nameOf(unit) : '' });
        }}
      />
    </OrderForm>
  );
}

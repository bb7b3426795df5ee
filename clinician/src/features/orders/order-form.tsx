/** The frame of an order in the dock: what is ordered, what one wants to know, who does it; Ctrl+Enter signs and sends; sent, it can be taken back. */
import type { Organization } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import type { ReactNode } from 'react';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import type { FormDraft, Sending } from '../../drafts/use-form-draft.ts';
import { byNearness, whereOf } from '../../orders/nearest-unit.ts';
import { texts } from './texts.ts';
import type { Order, Ordering } from './use-ordering.ts';
import './orders.css';

export type Words = Pick<Order, 'question' | 'history' | 'priority'>;

export interface OrderFormProps {
  title: string;
  ordering: Ordering;
  form: FormDraft<Words>;
  /** True when it was sent. */
  onSend: Sending;
  children: ReactNode;
}

/** What an order says before anything is written; what a laboratory needs of the history is said by the one who orders. */
export const wordsOf = ({ before }: Ordering, withHistory = true): Words => ({
  question: before.question,
  history: withHistory ? before.history : '',
  priority: 'routine',
});

export function OrderForm(props: OrderFormProps) {
  const t = useTexts(texts);
  const { title, ordering, form, onSend } = props;
  const { fields: words, change } = form;
  if (ordering.sent) return <Sent ordering={ordering} form={form} to={ordering.sent.to} />;
  return (
    <DockForm
      label={title}
      draft={form}
      onSend={onSend}
      send={t.send}
      sending={t.sending}
      isSending={ordering.isSending}
      problems={[ordering.problem]}
    >
      {props.children}
      <FreeText label={t.question} value={words.question} onChange={(question) => change({ question })} lines={2} />
      <FreeText
        label={t.history}
        value={words.history}
        onChange={(history) => change({ history })}
        lines={4}
        {...(ordering.before.from &&
          words.history !== '' && {
            help: t.historyFrom(formatDate(ordering.before.from)),
          })}
      />
      <Choices
        label={t.priority}
        texts={t.priorities as Record<Words['priority'], string>}
        value={words.priority}
        onChange={(priority) => change({ priority })}
      />
    </DockForm>
  );
}

function Sent({ ordering, form, to }: Pick<OrderFormProps, 'ordering' | 'form'> & { to: string }) {
  const t = useTexts(texts);
  const withdraw = async () => {
    if (await ordering.withdraw()) form.bringBack();
  };
  return (
    <DockDone
      problems={[ordering.problem]}
      actions={
        <>
          <Button tone="quiet" onPress={() => void withdraw()}>
            {t.withdraw}
          </Button>
          <Button onPress={ordering.another}>{t.another}</Button>
        </>
      }
    >
      <h3>{t.sent}</h3>
      <output>{t.sentTo(to)}</output>
    </DockDone>
  );
}

/** Which unit does it: the nearest from the start. */
export function Performer({
  ordering,
  performer,
  onChange,
}: {
  ordering: Ordering;
  performer: Organization | undefined;
  /** FHIR id of the unit. */
  onChange: (performer: string) => void;
}) {
  const t = useTexts(texts);
  const sorted = byNearness(ordering.units, ordering.own);
  return (
    <Select
      label={t.performer}
      choices={sorted.map((unit) => ({
        value: unit.id ?? '',
        text: unit.name ?? '',
        detail: whereOf(unit, t.ofOthers),
      }))}
      value={performer?.id}
      onChange={onChange}
    />
  );
}

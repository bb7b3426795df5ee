/** The frame of an order in the dock: what is ordered, what one wants to know, who does it; Ctrl+Enter signs and sends; sent, it can be taken back. */
import type { Organization } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type ReactNode, useState } from 'react';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { byNearness } from './nearest-unit.ts';
import { texts } from './texts.ts';
import type { Order, Ordering } from './use-ordering.ts';
import './orders.css';

export type Words = Pick<Order, 'question' | 'history' | 'priority'>;

export interface OrderFormProps {
  title: string;
  ordering: Ordering;
  words: Words;
  onWords: (part: Partial<Words>) => void;
  onSend: () => void;
  onAnother: () => void;
  close: () => void;
  children: ReactNode;
}

/** What a laboratory needs of the history is said by the one who orders. */
export function useWords(ordering: Ordering, withHistory = true) {
  const { question, history } = ordering.before;
  const [words, setWords] = useState<Words>({
    question,
    history: withHistory ? history : '',
    priority: 'routine',
  });
  return { words, onWords: (part: Partial<Words>) => setWords((now) => ({ ...now, ...part })) };
}

export function OrderForm(props: OrderFormProps) {
  const t = useTexts(texts);
  const { title, ordering, words, onWords, onSend } = props;
  if (ordering.sent) return <Sent {...props} to={ordering.sent.to} />;
  return (
    <DockForm
      label={title}
      onSend={onSend}
      problems={[ordering.problem]}
      actions={
        <>
          <Button onPress={props.close}>{t.cancel}</Button>
          <Button tone="primary" keys="Ctrl Enter" onPress={onSend}>
            {ordering.isSending ? t.sending : t.send}
          </Button>
        </>
      }
    >
      {props.children}
      <TextField label={t.question} value={words.question} onChange={(question) => onWords({ question })} lines={2} />
      <TextField
        label={t.history}
        value={words.history}
        onChange={(history) => onWords({ history })}
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
        onChange={(priority) => onWords({ priority })}
      />
    </DockForm>
  );
}

function Sent({ ordering, onAnother, close, to }: OrderFormProps & { to: string }) {
  const t = useTexts(texts);
  return (
    <DockDone
      problems={[ordering.problem]}
      actions={
        <>
          <Button tone="quiet" onPress={() => void ordering.withdraw()}>
            {t.withdraw}
          </Button>
          <Button
            onPress={() => {
              ordering.another();
              onAnother();
            }}
          >
            {t.another}
          </Button>
          <Button tone="primary" autoFocus onPress={close}>
            {t.close}
          </Button>
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
  onChange: (performer: Organization) => void;
}) {
  const t = useTexts(texts);
  const sorted = byNearness(ordering.units, ordering.own);
  return (
    <Select
      label={t.performer}
      choices={sorted.map((unit) => ({
        value: unit.id ?? '',
        text: unit.name ?? '',
        detail: unit.address?.[0]?.city ?? '',
      }))}
      value={performer?.id}
      onChange={(id) => {
        const found = sorted.find((unit) => unit.id === id);
        if (found) onChange(found);
      }}
    />
  );
}

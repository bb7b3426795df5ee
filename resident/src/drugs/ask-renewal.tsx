/** Asking to have prescriptions renewed: which, and what I want to say with it. */
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import type { OwnDrug } from './own-drugs.ts';
import { useAskRenewal } from './renewals.ts';
import { texts } from './texts.ts';

export interface AskRenewalProps {
  drugs: readonly OwnDrug[];
  onClose: () => void;
  onDone: () => void;
}

export function AskRenewal({ drugs, onClose, onDone }: AskRenewalProps) {
  const t = useTexts(texts);
  const [orders, setOrders] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const asking = useAskRenewal(onDone);
  const { error } = asking;
  return (
    <Dialog
      title={t.askTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            tone="primary"
            isDisabled={orders.length === 0 || asking.isPending}
            onPress={() => asking.mutate({ orders, words })}
          >
            {t.send}
          </Button>
        </>
      }
    >
      <p>{t.askMeans}</p>
      <fieldset className="renewal-choice">
        <legend>{t.which}</legend>
        {drugs.map(({ id, name, until }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={orders.includes(id)}
              onChange={(event) =>
                setOrders(event.target.checked ? [...orders, id] : orders.filter((each) => each !== id))
              }
            />
            <span>
              {name}{' '}
              {until ? (
                <span className="quiet">{(hasRunOut(until) ? t.ranOut : t.validUntil)(formatDate(until))}</span>
              ) : null}
            </span>
          </label>
        ))}
      </fieldset>
      <TextField label={t.words} help={t.wordsHelp} value={words} onChange={setWords} lines={2} maxLength={1000} />
      {error instanceof FhirFailure && error.refusal ? (
        <div role="alert">
          <Refused refusal={error.refusal} />
        </div>
      ) : error ? (
        <Failed failure={error} />
      ) : null}
    </Dialog>
  );
}

/** The last day is one on which it is valid. */
const hasRunOut = (until: string): boolean => until.slice(0, 10) < stockholmDay(new Date());

/** One dose: given as ordered with Enter, or less; not given, or put off, and why. A dose that two sign waits for the second. */
import type { MedicationAdministration } from '@medplum/fhirtypes';
import {
  administrationOf,
  afterDelay,
  type Given,
  type Giving,
  signedBySecond,
} from '@vardkedjan/care/clinical/giving/administration.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { Problems } from './problems.tsx';
import type { RoundDose } from './round-doses.ts';
import { texts } from './texts.ts';
import type { GivingHand } from './use-giving.ts';
import { givenWhen } from './given-when.ts';
import { WhenGiven } from './when-given.tsx';

type Way = 'completed' | 'not-done' | 'on-hold';

export interface GiveDoseProps {
  dose: RoundDose;
  hand: GivingHand;
  giving: () => Giving;
  scanned: Given['package'];
  onDone: () => void;
  onCancel: () => void;
}

export function GiveDose(props: GiveDoseProps) {
  const { dose } = props;
  const isSecond = dose.recorded?.status === 'in-progress';
  return isSecond && dose.recorded ? (
    <SecondSignature {...props} recorded={dose.recorded} />
  ) : (
    <FirstSignature {...props} />
  );
}

function FirstSignature({ dose, hand, giving, scanned, onDone, onCancel }: GiveDoseProps) {
  const t = useTexts(texts);
  const [way, setWay] = useState<Way>('completed');
  const [typed, setTyped] = useState(String(dose.amount?.value ?? '').replace('.', ','));
  const [reason, setReason] = useState('');
  const [when, setWhen] = useState('');
  const sign = async () => {
    const value = Number(typed.replace(',', '.'));
    if (way === 'completed' && !(value > 0)) return hand.setProblems([t.amountWrong]);
    if (way !== 'completed' && reason.trim() === '') return hand.setProblems([t.whyMissing]);
    const by = givenWhen(giving(), when);
    if (by === undefined) return hand.setProblems([t.badTime]);
    const given: Given = {
      order: dose.order,
      dueAt: dose.dueAt,
      status: way === 'completed' && dose.asksForTwo ? 'in-progress' : way,
      ...(way === 'completed' ? { dose: { ...dose.amount, value } } : { reason: reason.trim() }),
      package: scanned,
    };
    const { recorded } = dose;
    const isDelayed = recorded?.status === 'on-hold';
    const resource = isDelayed ? afterDelay(recorded, given, by) : administrationOf(given, by);
    if (await hand.save([resource])) onDone();
  };
  return (
    <form
      className="round-give"
      aria-label={t.giveThis(dose.name, dose.dueAt ? formatTime(dose.dueAt) : '')}
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      <DoseHead dose={dose} scanned={scanned} />
      <ChoiceBar
        label={t.state}
        value={way}
        choices={[
          ['completed', t.asGiven],
          ['not-done', t.asNotGiven],
          ['on-hold', t.asDelayed],
        ]}
        onChoose={setWay}
      />
      {way === 'completed' ? (
        <div className="round-amount">
          <TextField label={t.amount} value={typed} onChange={setTyped} inputMode="decimal" autoFocus />
          <span>{dose.amount?.unit}</span>
        </div>
      ) : (
        <Reason usual={way === 'not-done' ? t.usualNotGiven : t.usualDelayed} value={reason} onChange={setReason} />
      )}
      <WhenGiven value={when} onChange={setWhen} />
      <Problems problems={hand.problems} />
      <div className="round-acts">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" type="submit" keys="Enter" isDisabled={hand.isSaving}>
          {way === 'completed' ? t.asGiven : way === 'not-done' ? t.asNotGiven : t.asDelayed}
        </Button>
      </div>
    </form>
  );
}

export function SecondSignature({
  dose,
  hand,
  giving,
  onDone,
  onCancel,
  recorded,
  scanned,
}: GiveDoseProps & { recorded: MedicationAdministration }) {
  const t = useTexts(texts);
  return (
    <form
      className="round-give"
      aria-label={t.signSecondThis(dose.name)}
      onSubmit={(event) => {
        event.preventDefault();
        void hand.save([signedBySecond(recorded, giving())]).then((taken) => (taken ? onDone() : undefined));
      }}
    >
      <DoseHead dose={dose} scanned={scanned} />
      <Problems problems={hand.problems} />
      <div className="round-acts">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" type="submit" keys="Enter" autoFocus isDisabled={hand.isSaving}>
          {t.signSecond}
        </Button>
      </div>
    </form>
  );
}

export function DoseHead({ dose, scanned }: { dose: RoundDose; scanned: Given['package'] }) {
  const t = useTexts(texts);
  return (
    <div>
      <h3>
        {dose.dueAt ? `${formatTime(dose.dueAt)} ` : ''}
        {dose.name}
      </h3>
      <p>{t.ordered(dose.dose)}</p>
      <p className="quiet">{scanned === undefined ? t.notScanned : t.scanned(dose.name, scanned.lot ?? '')}</p>
    </div>
  );
}

export function Reason({
  usual,
  value,
  onChange,
}: {
  usual: readonly string[];
  value: string;
  onChange: (text: string) => void;
}) {
  const t = useTexts(texts);
  return (
    <>
      <TextField label={t.why} value={value} onChange={onChange} isRequired autoFocus />
      <div className="round-usual" role="group" aria-label={t.why}>
        {usual.map((each) => (
          <Button key={each} tone="quiet" onPress={() => onChange(each)}>
            {each}
          </Button>
        ))}
      </div>
    </>
  );
}

/** An infusion: started at a rate, changed to another, ended with what has been given by the clock or as it is read off. */
import type { MedicationAdministration, Quantity } from '@medplum/fhirtypes';
import { administrationOf, waitsForSecond } from '@vardkedjan/care/clinical/giving/administration.ts';
import { ended, givenVolume } from '@vardkedjan/care/clinical/giving/infusion.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { DoseHead, type GiveDoseProps, SecondSignature } from './give-dose.tsx';
import { Problems } from './problems.tsx';
import { texts } from './texts.ts';
import { givenWhen } from './given-when.ts';
import { WhenGiven } from './when-given.tsx';

/** One that two sign runs when the second has signed. */
export function RunInfusion(props: GiveDoseProps) {
  const { recorded, asksForTwo } = props.dose;
  return recorded && waitsForSecond(recorded, asksForTwo) ? (
    <SecondSignature {...props} recorded={recorded} />
  ) : (
    <Rate {...props} />
  );
}

function Rate({ dose, hand, giving, scanned, onDone, onCancel }: GiveDoseProps) {
  const t = useTexts(texts);
  const { recorded: running, order } = dose;
  const rate = running?.dosage?.rateQuantity ?? orderedRate(dose.order);
  const [typed, setTyped] = useState(text(rate?.value));
  const [read, setRead] = useState('');
  const [when, setWhen] = useState('');
  const said = givenWhen(giving(), when);
  const at = said?.at ?? said?.now ?? '';
  const counted = running && givenVolume(running, Date.parse(at));
  const isAfterStart = !(Date.parse(at) < Date.parse(running?.effectivePeriod?.start ?? ''));
  const value = number(typed);
  const begin = (from?: MedicationAdministration) =>
    administrationOf(
      {
        order,
        status: 'in-progress',
        rate: { ...rate, value },
        package: scanned,
        ...(from && { partOf: from.partOf?.[0] ?? { reference: `MedicationAdministration/${from.id}` } }),
      },
      said ?? giving(),
    );
  const send = async (resources: readonly MedicationAdministration[]) => {
    if (said === undefined || !isAfterStart) return hand.setProblems([said ? t.beforeStart : t.badTime]);
    if (await hand.save(resources)) onDone();
  };
  const stopped = () => running && ended(running, at, { ...(read !== '' && { read: number(read) }) });
  const start = () => (value > 0 ? void send([begin()]) : hand.setProblems([t.amountWrong]));
  const change = () => {
    const before = stopped();
    if (!(value > 0) || !before || !running) return hand.setProblems([t.amountWrong]);
    void send([before, begin(running)]);
  };
  const stop = () => {
    const before = stopped();
    if (!before || (read !== '' && !(number(read) >= 0))) return hand.setProblems([t.amountWrong]);
    void send([before]);
  };
  return (
    <form
      className="round-give"
      aria-label={t.giveThis(dose.name, '')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!running) start();
      }}
    >
      <DoseHead dose={dose} scanned={scanned} />
      <div className="round-amount">
        <TextField label={t.rate} value={typed} onChange={setTyped} inputMode="decimal" autoFocus />
        <span>{rate?.unit}</span>
      </div>
      {running ? (
        <div className="round-amount">
          <TextField
            label={t.readVolume}
            value={read}
            onChange={setRead}
            inputMode="decimal"
            placeholder={text(counted?.value)}
          />
          <span>{counted?.unit}</span>
        </div>
      ) : null}
      <WhenGiven value={when} onChange={setWhen} />
      <Problems problems={hand.problems} />
      <div className="round-acts">
        <Button onPress={onCancel}>{t.cancel}</Button>
        {running ? (
          <>
            <Button onPress={change} isDisabled={hand.isSaving}>
              {t.changeRate}
            </Button>
            <Button tone="primary" onPress={stop} isDisabled={hand.isSaving}>
              {t.stop}
            </Button>
          </>
        ) : (
          <Button tone="primary" type="submit" keys="Enter" isDisabled={hand.isSaving}>
            {t.start}
          </Button>
        )}
      </div>
    </form>
  );
}

function orderedRate({ dosageInstruction }: GiveDoseProps['dose']['order']): Quantity | undefined {
  const rates = (dosageInstruction ?? []).flatMap(({ doseAndRate }) => doseAndRate ?? []);
  return rates.flatMap(({ rateQuantity, rateRange }) => rateQuantity ?? rateRange?.low ?? [])[0];
}

const number = (typed: string): number => Number(typed.replace(',', '.'));
const text = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));

/** Says what saying no to a quality register means, or taking that back, and does it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { texts } from './texts.ts';
import { type Choice, useChooseRegister } from './use-own-registers.ts';

export interface Asked extends Choice {
  name: string;
}

export interface ChooseRegisterProps {
  patientId: string;
  asked: Asked;
  onClose: () => void;
  onDone: () => void;
}

export function ChooseRegister({ patientId, asked, onClose, onDone }: ChooseRegisterProps) {
  const t = useTexts(texts);
  const choosing = useChooseRegister(patientId, onDone);
  const { error } = choosing;
  const { name, ...choice } = asked;
  const opposes = choice.choice === 'opposes';
  return (
    <Dialog
      title={opposes ? t.opposeTitle(name) : t.againTitle(name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={choosing.isPending} onPress={() => choosing.mutate(choice)}>
            {opposes ? t.oppose : t.again}
          </Button>
        </>
      }
    >
      {opposes ? (
        <>
          <p>{t.opposeMeans[0]}</p>
          <ul className="blocks-means">
            {t.opposeMeans.slice(1).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.againMeans}</p>
      )}
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

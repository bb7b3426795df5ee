/** Says what a block, or lifting it, means, and does it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { texts } from './texts.ts';
import { useChangeBlock } from './use-own-blocks.ts';
import './blocks.css';

export type Change =
  | { act: 'block'; id: string; name: string; means: readonly string[] }
  | { act: 'lift-block'; id: string; name: string };

export interface ChangeBlockProps {
  patientId: string;
  change: Change;
  onClose: () => void;
  onDone: () => void;
}

export function ChangeBlock({ patientId, change, onClose, onDone }: ChangeBlockProps) {
  const t = useTexts(texts);
  const changing = useChangeBlock(patientId, change.act, onDone);
  const { error } = changing;
  return (
    <Dialog
      title={change.act === 'block' ? t.blockTitle(change.name) : t.liftTitle(change.name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={changing.isPending} onPress={() => changing.mutate(change.id)}>
            {change.act === 'block' ? t.block : t.lift}
          </Button>
        </>
      }
    >
      {change.act === 'block' ? (
        <>
          <p>{change.means[0]}</p>
          <ul className="blocks-means">
            {change.means.slice(1).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.liftMore}</p>
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

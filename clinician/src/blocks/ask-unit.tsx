/** For who may not lift a block, or would rather have it lifted by those whose it is: the unit is asked (PDL 2008:355, 4 kap. 5 §). */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Answer } from './answer.tsx';
import type { Ground } from './blocks-told.ts';
import { texts } from './texts.ts';
import { askUnitToLift } from './use-blocks.ts';

export interface AskUnitProps {
  patientId: string;
  ground: Ground | undefined;
  reason: string;
  /** It has been pressed: what is missing is said. */
  onPressed: () => void;
}

export function AskUnit({ patientId, ground, reason, onPressed }: AskUnitProps) {
  const t = useTexts(texts);
  const ask = useMutation({ mutationFn: (on: Ground) => askUnitToLift(patientId, on, reason) });
  if (ask.data !== undefined) return <p role="status">{t.unitAsked(formatTime(ask.data))}</p>;
  return (
    <>
      <p className="lift-ask">
        <span className="quiet">{t.cannotLift}</span>
        <Button
          isDisabled={ask.isPending}
          onPress={() => {
            onPressed();
            if (ground && reason !== '') ask.mutate(ground);
          }}
        >
          {t.askUnit}
        </Button>
      </p>
      <Answer failure={ask.error} />
    </>
  );
}

/**
 * Opening what the patient has blocked, by the steps of PDL (2008:355) 4 kap. 5 §: on which ground and why, then which units have blocked, then
 * those that are needed. Every step is the server's to permit; a refusal says why.
 */
import { useMutation } from '@tanstack/react-query';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { AskUnit } from './ask-unit.tsx';
import { ChooseKeepers } from './choose-keepers.tsx';
import { FormDialog, ReasonField } from './form-dialog.tsx';
import type { BlockedUnit, Ground } from './blocks-told.ts';
import { texts } from './texts.ts';
import { liftBlocks, showBlockingUnits } from './use-blocks.ts';
import './blocks.css';

export interface LiftDialogProps {
  patientId: string;
  /** Ids of units that are open already. */
  open: readonly string[];
  onClose: () => void;
  onOpened: (until: string) => void;
}

interface Said {
  ground: Ground;
  reason: string;
}

export function LiftDialog({ patientId, open, onClose, onOpened }: LiftDialogProps) {
  const t = useTexts(texts);
  const [said, setSaid] = useState<Partial<Said>>({});
  const [isTold, setTold] = useState(false);
  const show = useMutation({
    mutationFn: ({ ground, reason }: Said) => showBlockingUnits(patientId, ground, reason),
  });
  const units = show.data?.filter(({ id }) => !open.includes(id));
  const { ground, reason = '' } = said;
  if (units && ground)
    return <UnitsDialog {...{ patientId, units, ground, reason, onClose, onOpened }} onBack={() => show.reset()} />;
  const send = (): void => {
    setTold(true);
    if (ground && reason.trim() !== '') show.mutate({ ground, reason: reason.trim() });
  };
  return (
    <FormDialog
      title={t.title}
      texts={{ cancel: t.cancel, send: t.showUnits }}
      className="lift-form"
      sending={show}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.intro}</p>
      <div className="choices-stacked">
        <Choices<Ground>
          label={t.ground}
          texts={t.grounds}
          value={ground}
          onChange={(next) => setSaid({ ...said, ground: next })}
        />
        {isTold && !ground ? (
          <p className="text-field-error" role="alert">
            {t.groundMissing}
          </p>
        ) : null}
        <p className="quiet">{t.saysNo}</p>
      </div>
      <ReasonField texts={t} value={reason} onChange={(next) => setSaid({ ...said, reason: next })} isAsked={isTold} />
      <AskUnit {...{ patientId, ground }} reason={reason.trim()} onPressed={() => setTold(true)} />
    </FormDialog>
  );
}

interface UnitsProps extends Said, Omit<LiftDialogProps, 'open'> {
  units: readonly BlockedUnit[];
  onBack: () => void;
}

function UnitsDialog({ patientId, units, ground, reason, onBack, onClose, onOpened }: UnitsProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const lift = useMutation({
    mutationFn: (of: readonly string[]) => liftBlocks(patientId, of, ground, reason),
    onSuccess: onOpened,
  });
  return (
    <ChooseKeepers
      texts={{
        title: t.title,
        back: t.back,
        cancel: t.cancel,
        open: t.lift,
        keepers: t.units,
        help: ground === 'given' ? t.unitsGiven : t.unitsCannot,
        missing: t.unitsMissing,
        none: t.noUnits,
        forWhom: t.forWhom(assignment.careUnit.name),
      }}
      keepers={units}
      // The one who consents has most often consented to all; without consent each is chosen for what it can be assumed to hold.
      chosenAtFirst={ground === 'given' ? units.map(({ id }) => id) : []}
      opening={lift}
      onBack={onBack}
      onClose={onClose}
    />
  );
}

/**
 * Opening other care providers' entries for one who lacks the capacity to consent, and not only for a while (2022:913, 3 kap. 3 §): that it is so, that
 * nothing is known against it, and why; then, of the care providers that have something, those that are needed.
 */
import { useMutation } from '@tanstack/react-query';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { ChooseKeepers } from '../blocks/choose-keepers.tsx';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import { useSession } from '../session/session-context.ts';
import { texts } from './texts.ts';
import { openWithoutCapacity, showProvidersWithoutCapacity } from './use-shared.ts';
import './shared.css';

export interface IncapacityDialogProps {
  patientId: string;
  onClose: () => void;
  onOpened: (until: string) => void;
}

export function IncapacityDialog({ patientId, onClose, onOpened }: IncapacityDialogProps) {
  const t = useTexts(texts);
  const { careUnit } = useSession().assignment;
  const [grounds, setGrounds] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const show = useMutation({ mutationFn: () => showProvidersWithoutCapacity(patientId, reason.trim()) });
  const open = useMutation({
    mutationFn: (of: readonly string[]) => openWithoutCapacity(patientId, of, reason.trim()),
    onSuccess: onOpened,
  });
  if (show.data)
    return (
      <ChooseKeepers
        texts={{
          title: t.incapacityTitle,
          back: t.back,
          cancel: t.cancel,
          open: t.openIncapacity,
          keepers: t.providers,
          help: t.incapacityHelp,
          missing: t.providersMissing,
          none: t.noProviders,
          forWhom: t.forUnit(careUnit.name),
        }}
        keepers={show.data}
        opening={open}
        onBack={() => show.reset()}
        onClose={onClose}
      />
    );
  const isWhole = grounds.length === 2;
  const send = (): void => {
    setTold(true);
    if (isWhole && reason.trim() !== '') show.mutate();
  };
  return (
    <FormDialog
      title={t.incapacityTitle}
      texts={{ cancel: t.cancel, send: t.show }}
      className="shared-form"
      sending={show}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.incapacityIntro}</p>
      <Several
        label={t.incapacityGround}
        error={isTold && !isWhole ? t.incapacityMissing : undefined}
        of={[
          { id: 'lacks', name: t.lacks },
          { id: 'nothing-against', name: t.nothingAgainst },
        ]}
        chosen={grounds}
        onChange={setGrounds}
        autoFocus
      />
      <ReasonField texts={t} value={reason} onChange={setReason} isAsked={isTold} />
    </FormDialog>
  );
}

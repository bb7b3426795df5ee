/**
 * Opening in danger (2022:913, 3 kap. 6 §) by two active choices: that there is danger and why, and then, of the care providers that have something,
 * those that are needed.
 */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { ChooseKeepers } from '../blocks/choose-keepers.tsx';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import { useSession } from '../session/session-context.ts';
import { BlockedDialog } from './blocked-dialog.tsx';
import type { Named } from './shared-told.ts';
import { texts } from './texts.ts';
import { openInEmergency, showProviders } from './use-shared.ts';
import './shared.css';

export interface EmergencyDialogProps {
  patientId: string;
  onClose: () => void;
  onOpened: (until: string) => void;
}

export function EmergencyDialog(props: EmergencyDialogProps) {
  const { patientId, onClose } = props;
  const t = useTexts(texts);
  const [isDanger, setDanger] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const show = useMutation({ mutationFn: () => showProviders(patientId, reason.trim()) });
  if (show.data)
    return <ProvidersDialog {...props} providers={show.data} reason={reason.trim()} onBack={() => show.reset()} />;
  const send = (): void => {
    setTold(true);
    if (isDanger.length > 0 && reason.trim() !== '') show.mutate();
  };
  return (
    <FormDialog
      title={t.emergencyTitle}
      texts={{ cancel: t.cancel, send: t.show }}
      className="shared-form"
      sending={show}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.intro}</p>
      <Several
        label={t.dangerLabel}
        error={isTold && isDanger.length === 0 ? t.dangerMissing : undefined}
        of={[{ id: 'danger', name: t.danger }]}
        chosen={isDanger}
        onChange={setDanger}
        autoFocus
      />
      <ReasonField texts={t} value={reason} onChange={setReason} isAsked={isTold} />
    </FormDialog>
  );
}

interface ProvidersProps extends EmergencyDialogProps {
  providers: readonly Named[];
  reason: string;
  onBack: () => void;
}

function ProvidersDialog({ patientId, providers, reason, onBack, onClose, onOpened }: ProvidersProps) {
  const t = useTexts(texts);
  const { careUnit } = useSession().assignment;
  const open = useMutation({
    mutationFn: (of: readonly string[]) => openInEmergency(patientId, of, reason),
    onSuccess: onOpened,
  });
  const [asksOfBlocked, askOfBlocked] = useState(false);
  if (asksOfBlocked) return <BlockedDialog {...{ patientId, reason, onClose }} />;
  return (
    <ChooseKeepers
      texts={{
        title: t.emergencyTitle,
        back: t.back,
        cancel: t.cancel,
        open: t.openNow,
        keepers: t.providers,
        help: t.providersHelp,
        missing: t.providersMissing,
        none: t.noProviders,
        forWhom: t.forWhom(careUnit.name),
      }}
      keepers={providers}
      opening={open}
      onBack={onBack}
      onClose={onClose}
    >
      <Button tone="quiet" onPress={() => askOfBlocked(true)}>
        {t.toBlocked}
      </Button>
    </ChooseKeepers>
  );
}

/**
 * Opening in danger (2022:913, 3 kap. 6 §) by two active choices: that there is danger and why, and then, of the care providers that have something,
 * those that are needed.
 */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type FormEvent, useId, useState } from 'react';
import { Answer } from '../blocks/answer.tsx';
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
  const form = useId();
  const { careUnit } = useSession().assignment;
  const [chosen, choose] = useState<string[]>([]);
  const [isTold, setTold] = useState(false);
  const open = useMutation({
    mutationFn: () => openInEmergency(patientId, chosen, reason),
    onSuccess: onOpened,
  });
  const [asksOfBlocked, askOfBlocked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (chosen.length > 0) open.mutate();
  };
  if (asksOfBlocked) return <BlockedDialog {...{ patientId, reason, onClose }} />;
  return (
    <Dialog
      title={t.emergencyTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onBack}>{t.back}</Button>
          <Button onPress={onClose}>{t.cancel}</Button>
          {providers.length > 0 ? (
            <Button type="submit" form={form} tone="primary" isDisabled={open.isPending} keys="Enter">
              {t.openNow}
            </Button>
          ) : null}
        </>
      }
    >
      {providers.length > 0 ? (
        <form id={form} className="shared-form" onSubmit={submit}>
          <Several
            label={t.providers}
            help={t.providersHelp}
            error={isTold && chosen.length === 0 ? t.providersMissing : undefined}
            of={providers}
            chosen={chosen}
            onChange={choose}
            autoFocus
          />
          <p className="quiet">{t.forWhom(careUnit.name)}</p>
        </form>
      ) : (
        <p role="alert">{t.noProviders}</p>
      )}
      <Button tone="quiet" onPress={() => askOfBlocked(true)}>
        {t.toBlocked}
      </Button>
      <Answer failure={open.error} />
    </Dialog>
  );
}

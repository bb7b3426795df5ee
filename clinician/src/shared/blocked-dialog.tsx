/**
 * What may be done in danger about data that other care providers have blocked (2022:913, 3 kap. 5 §): it is seen who has, and one of them is asked to
 * lift its block, with a time by which it is to answer.
 */
import { useMutation } from '@tanstack/react-query';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { Answer } from '../blocks/answer.tsx';
import type { Named } from './shared-told.ts';
import { texts } from './texts.ts';
import { askToLift, showBlocking } from './use-shared.ts';
import './shared.css';

interface BlockedDialogProps {
  patientId: string;
  /** As it was given to open in danger. */
  reason: string;
  onClose: () => void;
}

export function BlockedDialog({ patientId, reason, onClose }: BlockedDialogProps) {
  const t = useTexts(texts);
  const show = useMutation({ mutationFn: () => showBlocking(patientId, reason) });
  if (show.data) return <AskDialog {...{ patientId, reason, onClose }} providers={show.data} />;
  return (
    <Dialog
      title={t.blockedTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={show.isPending} onPress={() => show.mutate()}>
            {t.showBlocking}
          </Button>
        </>
      }
    >
      <p>{t.blockedIntro}</p>
      <Answer failure={show.error} />
    </Dialog>
  );
}

function AskDialog({ patientId, reason, onClose, providers }: BlockedDialogProps & { providers: readonly Named[] }) {
  const t = useTexts(texts);
  const [of, choose] = useState<string>();
  const ask = useMutation({ mutationFn: (provider: string) => askToLift(patientId, provider, reason) });
  const names = Object.fromEntries(providers.map(({ id, name }) => [id, name]));
  return (
    <Dialog
      title={t.blockedTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{ask.data === undefined ? t.cancel : t.done}</Button>
          {providers.length > 0 && ask.data === undefined ? (
            <Button
              tone="primary"
              isDisabled={of === undefined || ask.isPending}
              onPress={() => (of === undefined ? undefined : ask.mutate(of))}
            >
              {t.ask}
            </Button>
          ) : null}
        </>
      }
    >
      {ask.data === undefined ? (
        providers.length > 0 ? (
          <div className="shared-form choices-stacked">
            <Choices label={t.blockers} texts={names} value={of} onChange={choose} />
            <p className="quiet">{t.blockersHelp}</p>
          </div>
        ) : (
          <p role="alert">{t.noBlockers}</p>
        )
      ) : (
        <p role="status">{t.asked(names[of ?? ''] ?? '', formatTime(ask.data))}</p>
      )}
      <Answer failure={ask.error} />
    </Dialog>
  );
}

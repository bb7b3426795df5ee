/**
 * The second step of opening what others keep: of those that have something, the ones that are needed. Which they are was shown by the first step, and the
 * server permits the second by that.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Answer } from './answer.tsx';

export interface ChooseKeepersProps {
  texts: {
    title: string;
    back: string;
    cancel: string;
    open: string;
    keepers: string;
    help: string;
    missing: string;
    none: string;
    forWhom: string;
  };
  keepers: readonly { id: string; name: string }[];
  /** Ids of those that are chosen at first. */
  chosenAtFirst?: readonly string[];
  opening: { isPending: boolean; error: unknown; mutate: (of: readonly string[]) => void };
  onBack: () => void;
  onClose: () => void;
  /** What else can be done from here. */
  children?: ReactNode;
}

export function ChooseKeepers(props: ChooseKeepersProps) {
  const { texts: t, keepers, chosenAtFirst = [], opening, onBack, onClose, children } = props;
  const form = useId();
  const [chosen, choose] = useState<readonly string[]>(chosenAtFirst);
  const [isTold, setTold] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (chosen.length > 0) opening.mutate(chosen);
  };
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onBack}>{t.back}</Button>
          <Button onPress={onClose}>{t.cancel}</Button>
          {keepers.length > 0 ? (
            <Button type="submit" form={form} tone="primary" isDisabled={opening.isPending} keys="Enter">
              {t.open}
            </Button>
          ) : null}
        </>
      }
    >
      {keepers.length > 0 ? (
        <form id={form} className="lift-form" onSubmit={submit}>
          <Several
            label={t.keepers}
            help={t.help}
            error={isTold && chosen.length === 0 ? t.missing : undefined}
            of={keepers}
            chosen={chosen}
            onChange={choose}
            autoFocus
          />
          <p className="quiet">{t.forWhom}</p>
        </form>
      ) : (
        <p role="alert">{t.none}</p>
      )}
      {children}
      <Answer failure={opening.error} />
    </Dialog>
  );
}

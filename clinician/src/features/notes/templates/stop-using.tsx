/** What is destructive is asked about first: a template taken out of use, a draft thrown away. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import type { Template } from '../queries.ts';
import { putInUse, throwAway } from './queries.ts';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export function StopUsing({ active, onChanged }: { active: Template; onChanged: () => Promise<void> }) {
  const t = useTexts(texts);
  return (
    <AskedFirst
      name={t.stopUsing}
      title={t.stopTitle}
      more={t.stopMore}
      onYes={() => putInUse(undefined, active).then(onChanged)}
    />
  );
}

/** `settled`: the draft as it stands on the server. */
export function ThrowAway({
  settled,
  onChanged,
}: {
  settled: () => Promise<Template>;
  onChanged: () => Promise<void>;
}) {
  const t = useTexts(texts);
  const discard = async () => {
    await throwAway(await settled());
    await onChanged();
  };
  return <AskedFirst name={t.throwAway} title={t.throwAwayTitle} more={t.throwAwayMore} onYes={discard} />;
}

function AskedFirst({
  name,
  title,
  more,
  onYes,
}: {
  name: string;
  title: string;
  more: string;
  onYes: () => Promise<void>;
}) {
  const t = useTexts(texts);
  const [asks, setAsks] = useState(false);
  const { attempt, isBusy, trouble } = useAttempt();
  return (
    <>
      <Button tone="quiet" onPress={() => setAsks(true)}>
        {name}
      </Button>
      <Dialog
        title={title}
        role="alertdialog"
        isOpen={asks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setAsks(false)}>
              {t.keep}
            </Button>
            <Button isDisabled={isBusy} onPress={() => void attempt(onYes)}>
              {name}
            </Button>
          </>
        }
      >
        <p>{more}</p>
        {trouble}
      </Dialog>
    </>
  );
}

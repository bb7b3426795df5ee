/** What is destructive is asked about first: a template taken out of use, a draft thrown away. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import type { TemplateWords } from './template-kind.ts';
import type { Stored } from './template-versions.ts';
import { putInUse, throwAway } from './queries.ts';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export function StopUsing<T extends UnitTemplateResource>({
  words,
  active,
  onChanged,
}: {
  words: TemplateWords;
  active: Stored<T>;
  onChanged: () => Promise<void>;
}) {
  const t = useTexts(texts);
  return (
    <AskedFirst
      name={t.stopUsing}
      title={words.stopTitle}
      more={words.stopMore}
      onYes={() => putInUse(undefined, active).then(onChanged)}
    />
  );
}

/** `settled`: the draft as it stands on the server. */
export function ThrowAway<T extends UnitTemplateResource>({
  settled,
  onChanged,
}: {
  settled: () => Promise<Stored<T>>;
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

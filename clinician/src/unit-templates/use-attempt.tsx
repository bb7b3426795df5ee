/** One thing at a time is asked of the server; what went wrong is told where it was asked for. */
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useState } from 'react';
import { texts } from './texts.ts';

interface Attempt {
  attempt: (what: () => Promise<void>) => Promise<void>;
  isBusy: boolean;
  trouble: ReactNode;
}

export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const attempt = async (what: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await what();
    } catch (caught) {
      setFailure(caught);
    }
    setBusy(false);
  };
  return { attempt, isBusy, trouble: failure ? <Trouble failure={failure} /> : null };
}

export function Trouble({ failure }: { failure: unknown }) {
  const t = useTexts(texts);
  if (failure instanceof FhirFailure && failure.kind === 'changed-meanwhile')
    return (
      <p className="templates-trouble" role="alert">
        {t.changedMeanwhile}
      </p>
    );
  return <Failed failure={failure} />;
}

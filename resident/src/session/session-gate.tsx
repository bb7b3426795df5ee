/** Lets in a signed-in resident and nobody else; a session that ends covers the screen and says so. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { onSignedOut } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { fetchSession, signInAddress, signOut } from '@vardkedjan/ui/session.ts';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { root } from '../place.ts';
import { texts } from '../shell/texts.ts';
import { type Resident, ResidentContext } from './session-context.ts';
import './session-gate.css';

const toSignIn = () => location.assign(signInAddress('resident', location.pathname));

export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const session = found.data;
  const resident = useMemo<Resident | undefined>(
    () =>
      session?.kind === 'resident' && session.caller
        ? {
            session,
            ownId: session.caller.id,
            patientId: session.caller.id,
            signOut: async () => {
              await signOut();
              queries.clear();
              location.assign(root);
            },
          }
        : undefined,
    [session, queries],
  );
  useEffect(() => {
    if (session === null) toSignIn();
  }, [session]);

  if (found.isError) {
    return (
      <main className="gate">
        <Failed failure={found.error} onRetry={() => void found.refetch()} />
      </main>
    );
  }
  if (!session) {
    return (
      <main className="gate">
        <Loading label={t.loading} />
      </main>
    );
  }
  if (!resident) return <NotResident />;
  return (
    <ResidentContext value={resident}>
      {children}
      <SessionEnd />
    </ResidentContext>
  );
}

function NotResident() {
  const t = useTexts(texts);
  return (
    <main className="gate">
      <h1>{t.notResident}</h1>
      <p>{t.notResidentMore}</p>
      <p className="gate-ways">
        <a className="button" href="/">
          {t.toClinician}
        </a>
        <Button
          tone="primary"
          onPress={() => {
            void signOut().then(toSignIn);
          }}
        >
          {t.signOut}
        </Button>
      </p>
    </main>
  );
}

function SessionEnd() {
  const t = useTexts(texts);
  const [ended, setEnded] = useState(false);
  useEffect(() => onSignedOut(() => setEnded(true)), []);
  return (
    <Dialog
      title={t.endedTitle}
      role="alertdialog"
      isOpen={ended}
      mustAnswer
      onClose={toSignIn}
      actions={
        <Button tone="primary" autoFocus onPress={toSignIn}>
          {t.signInAgain}
        </Button>
      }
    >
      <p>{t.endedMore}</p>
    </Dialog>
  );
}

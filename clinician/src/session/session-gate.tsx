/** Lets nobody in without a session and an assignment, and brings the one who signs in back to where they were. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { chooseAssignment, fetchSession, type Session, signInAddress, signOut } from '@vardkedjan/ui/session.ts';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { forgetKeptState } from '../kept-state.ts';
import { AssignmentChooser, NoWayIn } from './assignment-chooser.tsx';
import { finishBeforeSignOut } from './before-sign-out.ts';
import { SessionContext } from './session-context.ts';
import { SessionEnd } from './session-end.tsx';
import { texts } from './texts.ts';
import './session.css';

export const sessionKey = ['session'] as const;

export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => fetchSession(signal),
    staleTime: 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const actions = useMemo(
    () => ({
      changeAssignment: async (id: string) => {
        await chooseAssignment(id);
        // What another assignment has let us see is not kept.
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
        await queries.invalidateQueries({ queryKey: sessionKey });
      },
      signOut: async () => {
        await finishBeforeSignOut();
        await signOut();
        forgetKeptState();
        queries.clear();
        location.assign('/');
      },
    }),
    [queries],
  );

  // A session that ends under way takes nothing from the screen: SessionEnd covers it until somebody has signed in again.
  const [last, setLast] = useState<Session>();
  if (session.data && session.data !== last) setLast(session.data);
  const current = session.data ?? last ?? session.data;

  if (current === undefined) {
    return (
      <main className="gate">
        {session.isError ? (
          <Failed failure={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Loading label={t.loading} />
        )}
      </main>
    );
  }
  if (current === null) return <ToSignIn />;
  if (current.kind !== 'staff')
    return (
      <NoWayIn
        title={t.notStaff}
        more={t.notStaffMore}
        link={{ text: t.toResident, to: '/resident/' }}
        onSignOut={actions.signOut}
      />
    );
  const { assignment } = current;
  if (!assignment)
    return <AssignmentChooser session={current} onChoose={actions.changeAssignment} onSignOut={actions.signOut} />;
  return (
    <SessionContext value={{ session: current, assignment, ...actions }}>
      {children}
      <SessionEnd session={current} assignment={assignment} />
    </SessionContext>
  );
}

function ToSignIn() {
  const t = useTexts(texts);
  useEffect(() => {
    location.replace(signInAddress('clinician', location.pathname + location.search));
  }, []);
  return (
    <main className="gate">
      <Loading label={t.loading} />
    </main>
  );
}

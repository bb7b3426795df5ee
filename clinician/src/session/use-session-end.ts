/**
 * Follows the session to its end. The server decides: what somebody does here is told to it now and then, and before anything is said about the end
 * it is asked once more, since another tab may have kept the session alive.
 */
import { useQueryClient } from '@tanstack/react-query';
import { onSignOfLife } from '@vardkedjan/ui/attended.ts';
import { onSignedOut } from '@vardkedjan/ui/fhir-client.ts';
import { keepSession, type Session, type SessionAssignment } from '@vardkedjan/ui/session.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type SessionStage, stageAt, tellServerEvery } from './idle.ts';

const retryAfter = 5000;
const askAgainAfter = 30_000;

/** Whether the server could be asked about the session since its end came near, and when. */
interface Asked {
  at: number;
  isReachable: boolean;
}

/**
 * Nothing is said before the server has been asked. That the session is over, the server says by itself (401); our clock alone is believed only
 * when the server cannot be reached: then nothing can be fetched anyway, and what is on screen is covered.
 */
function stageShown(near: SessionStage, asked: Asked | undefined): SessionStage {
  if (!asked || near === 'working') return 'working';
  return near === 'ended' && asked.isReachable ? 'working' : near;
}

export interface SessionEndView {
  stage: SessionStage;
  /** Milliseconds until the end. */
  left: number;
  /** Goes on working. */
  stay: () => void;
}

export function useSessionEnd(session: Session, assignment: SessionAssignment): SessionEndView {
  const queries = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  const [ended, setEnded] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const lastTold = useRef(0);
  const isAsking = useRef(false);
  const near = stageAt(now, session.endsAt);
  if (near === 'working' && asked) setAsked(undefined);
  const stage = ended ? 'ended' : stageShown(near, asked);

  useEffect(() => onSignedOut(() => setEnded(true)), []);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), near === 'warning' ? 1000 : 10_000);
    return () => clearInterval(clock);
  }, [near]);
  useEffect(() => {
    if (near === 'working' || isAsking.current || (asked && now - asked.at < askAgainAfter)) return;
    const answered = (isReachable: boolean) => {
      isAsking.current = false;
      setAsked({ at: Date.now(), isReachable });
    };
    isAsking.current = true;
    queries.refetchQueries({ queryKey: ['session'] }, { throwOnError: true }).then(
      () => answered(true),
      () => answered(false),
    );
  }, [near, asked, now, queries]);

  const stay = useCallback(() => {
    lastTold.current = Date.now();
    keepSession(assignment)
      .then(() => queries.invalidateQueries({ queryKey: ['session'] }))
      .catch(() => {
        // Signed out or offline: the one is heard of by itself, the other is tried again at the next sign of life.
        lastTold.current = Date.now() - tellServerEvery + retryAfter;
      })
      .finally(() => setNow(Date.now()));
  }, [assignment, queries]);

  useEffect(
    () =>
      stage === 'working'
        ? onSignOfLife(() => {
            if (Date.now() - lastTold.current >= tellServerEvery) stay();
          })
        : undefined,
    [stage, stay],
  );
  return { stage, left: session.endsAt - now, stay };
}

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

export interface SessionEndView {
  stage: SessionStage;
  now: number;
  expires: number;
  /** Goes on working. */
  stay: () => void;
}

export function useSessionEnd(session: Session, assignment: SessionAssignment): SessionEndView {
  const queries = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  const [ended, setEnded] = useState(false);
  const [askedFor, setAskedFor] = useState('');
  const lastTold = useRef(0);
  const expires = Date.parse(session.expires);
  const near = stageAt(now, expires);
  const stage: SessionStage = ended ? 'ended' : askedFor === session.expires ? near : 'working';

  useEffect(() => onSignedOut(() => setEnded(true)), []);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), near === 'warning' ? 1000 : 10_000);
    return () => clearInterval(clock);
  }, [near]);
  useEffect(() => {
    if (near === 'working' || askedFor === session.expires) return;
    void queries.invalidateQueries({ queryKey: ['session'] }).finally(() => setAskedFor(session.expires));
  }, [near, askedFor, session.expires, queries]);

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
  return { stage, now, expires, stay };
}

/**
 * Warns before the session ends, and when it has ended covers the screen without taking anything away from under it: signing in again brings
 * back the same place, and drafts are on the server.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { onSignedOut } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type Session, signInAddress } from '@vardkedjan/ui/session.ts';
import { useEffect, useRef, useState } from 'react';
import { countdown, stageAt, tellServerEvery } from './idle.ts';
import { texts } from './texts.ts';

const signsOfLife = ['pointerdown', 'keydown', 'wheel'] as const;

export function SessionEnd({ session }: { session: Session }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  const [ended, setEnded] = useState(false);
  const lastTold = useRef(0);
  const expires = Date.parse(session.expires);
  const stage = ended ? 'ended' : stageAt(now, expires);
  const refresh = () => {
    lastTold.current = Date.now();
    setNow(Date.now());
    void queries.invalidateQueries({ queryKey: ['session'] });
  };

  useEffect(() => onSignedOut(() => setEnded(true)), []);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), stage === 'warning' ? 1000 : 10_000);
    return () => clearInterval(clock);
  }, [stage]);
  useEffect(() => {
    if (stage !== 'working') return;
    const onLife = () => {
      if (Date.now() - lastTold.current >= tellServerEvery) refresh();
    };
    for (const sign of signsOfLife) addEventListener(sign, onLife, { passive: true });
    return () => {
      for (const sign of signsOfLife) removeEventListener(sign, onLife);
    };
  });

  if (stage === 'working') return null;
  const signInAgain = () => location.assign(signInAddress('clinician', location.pathname + location.search));
  return stage === 'warning' ? (
    <Dialog
      title={t.idleTitle}
      role="alertdialog"
      isOpen
      onClose={refresh}
      actions={
        <Button
          tone="primary"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- Enter goes on
          autoFocus
          onPress={refresh}
        >
          {t.stay}
        </Button>
      }
    >
      <p>{t.idleMore(countdown(expires - now))}</p>
    </Dialog>
  ) : (
    <Dialog
      title={t.endedTitle}
      role="alertdialog"
      isOpen
      mustAnswer
      opaque
      onClose={signInAgain}
      actions={
        <Button
          tone="primary"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- Enter goes on
          autoFocus
          onPress={signInAgain}
        >
          {t.signInAgain}
        </Button>
      }
    >
      <p>{t.endedMore}</p>
    </Dialog>
  );
}

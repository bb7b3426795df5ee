/**
 * Warns before the session ends, and when it has ended covers the screen without taking anything away from under it: signing in again brings
 * back the same place, and drafts are on the server.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type Session, type SessionAssignment, signInAddress } from '@vardkedjan/ui/session.ts';
import { countdown } from './idle.ts';
import { texts } from './texts.ts';
import { useSessionEnd } from './use-session-end.ts';

export function SessionEnd({ session, assignment }: { session: Session; assignment: SessionAssignment }) {
  const t = useTexts(texts);
  const { stage, left, stay } = useSessionEnd(session, assignment);
  if (stage === 'working') return null;
  const signInAgain = () => location.assign(signInAddress('clinician', location.pathname + location.search));
  return stage === 'warning' ? (
    <Dialog
      title={t.idleTitle}
      role="alertdialog"
      isOpen
      onClose={stay}
      actions={
        <Button tone="primary" autoFocus onPress={stay}>
          {t.stay}
        </Button>
      }
    >
      <p>{t.idleMore(countdown(left))}</p>
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
        <Button tone="primary" autoFocus onPress={signInAgain}>
          {t.signInAgain}
        </Button>
      }
    >
      <p>{t.endedMore}</p>
    </Dialog>
  );
}

/** One person may have several assignments; which one is worked under is chosen, never guessed (PDL 4:2, swedish-rules 2.2). */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { Session } from '@vardkedjan/ui/session.ts';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useMutation } from '@tanstack/react-query';
import { texts } from './texts.ts';

export interface AssignmentChooserProps {
  session: Session;
  onChoose: (id: string) => Promise<void>;
  onSignOut: () => Promise<void>;
}

export function AssignmentChooser({ session, onChoose, onSignOut }: AssignmentChooserProps) {
  const t = useTexts(texts);
  const choose = useMutation({ mutationFn: onChoose });
  if (session.assignments.length === 0)
    return <NoWayIn title={t.noAssignment} more={t.noAssignmentMore} onSignOut={onSignOut} />;
  return (
    <main className="gate">
      <h1>{t.chooseTitle}</h1>
      <p>{t.chooseMore(session.name)}</p>
      <ul className="gate-choices">
        {session.assignments.map((assignment, index) => (
          <li key={assignment.id}>
            <button
              type="button"
              className="gate-choice"
              autoFocus={index === 0}
              disabled={choose.isPending}
              onClick={() => choose.mutate(assignment.id)}
            >
              <strong>{assignment.careUnit.name}</strong>
              <span>
                {assignment.title} · {t.purposes[assignment.purpose] ?? assignment.purpose}
              </span>
              <span className="quiet">{assignment.careProvider.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {choose.isError ? <Failed failure={choose.error} /> : null}
      <Button tone="quiet" onPress={() => void onSignOut()}>
        {t.signOut}
      </Button>
    </main>
  );
}

interface NoWayInProps {
  title: string;
  more: string;
  link?: { text: string; to: string };
  onSignOut: () => Promise<void>;
}

export function NoWayIn({ title, more, link, onSignOut }: NoWayInProps) {
  const t = useTexts(texts);
  return (
    <main className="gate">
      <h1>{title}</h1>
      <p>{more}</p>
      {link ? <a href={link.to}>{link.text}</a> : null}
      <Button onPress={() => void onSignOut()}>{t.signOut}</Button>
    </main>
  );
}

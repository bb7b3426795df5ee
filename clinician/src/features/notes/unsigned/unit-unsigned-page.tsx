/**
 * What others at the unit have written and not signed, the oldest first, with its age: for its head, and for who stands in for a colleague who
 * is away (docs/open-questions.md, 5). Whoever signs answers for the note, and it says so.
 */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useSession } from '../../../session/session-context.ts';
import { unitUnsignedQuery } from '../queries.ts';
import { texts } from './texts.ts';
import { UnsignedNotes } from './unsigned-notes.tsx';
import './unsigned.css';

export default function UnitUnsignedPage() {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const maySign = assignment.offers?.includes('sign') !== false;
  const self = `Practitioner/${session.caller?.practitioner?.id ?? ''}`;
  const unsigned = useQuery(unitUnsignedQuery(assignment.careUnit.id, self));
  if (unsigned.error && !unsigned.data)
    return <Failed failure={unsigned.error} onRetry={() => void unsigned.refetch()} />;
  return (
    <main className="unsigned">
      <h1>{t.unitTitle}</h1>
      {unsigned.data ? null : <Loading rows={10} />}
      {unsigned.data?.notes.length === 0 ? <Empty>{t.unitNone}</Empty> : null}
      {unsigned.data?.notes.length ? <UnsignedNotes {...unsigned.data} maySign={maySign} more={t.unitMore} /> : null}
    </main>
  );
}

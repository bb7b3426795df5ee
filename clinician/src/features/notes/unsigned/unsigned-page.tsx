/** What waits for my signature (PDL 3 kap. 10 §), each note whole, to read and sign many at once: nothing is chosen but by the one who reads. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useSession } from '../../../session/session-context.ts';
import { unsignedQuery } from '../queries.ts';
import { texts } from './texts.ts';
import { UnsignedNotes } from './unsigned-notes.tsx';
import './unsigned.css';

export default function UnsignedPage() {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const maySign = assignment.offers?.includes('sign') !== false;
  const unsigned = useQuery(unsignedQuery(session.caller?.practitioner?.id ?? ''));
  if (unsigned.error && !unsigned.data)
    return <Failed failure={unsigned.error} onRetry={() => void unsigned.refetch()} />;
  return (
    <main className="unsigned">
      <h1>{t.title}</h1>
      {unsigned.data ? null : <Loading rows={10} />}
      {unsigned.data?.notes.length === 0 ? <Empty>{t.none}</Empty> : null}
      {unsigned.data?.notes.length ? <UnsignedNotes {...unsigned.data} maySign={maySign} more={t.more} /> : null}
    </main>
  );
}

/** Where a note stands with its countersignature: who gave it, who is waited for, or why it was returned. */
import type { Task } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { counterSignatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { counterSignedContent } from '@vardkedjan/care/record-keeping/signed-content.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { Note } from '../queries.ts';
import { checkSeal } from '@vardkedjan/care/record-keeping/check-signature.ts';
import { noteKeys } from '@vardkedjan/ui/note/note-keys.ts';
import { texts } from './texts.ts';

export function CounterSigned({ note, request }: { note: Note; request: Task | undefined }) {
  const t = useTexts(texts);
  const signature = counterSignatureOf(note);
  const check = useQuery({
    queryKey: ['countersignature', note.id, note.meta?.versionId],
    queryFn: async () =>
      checkSeal(
        signature,
        counterSignedContent(note, signature?.who?.reference, signature?.when ?? ''),
        await noteKeys(),
      ),
    enabled: signature !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (signature)
    return check.data === 'differs' ? (
      <div className="note-signature note-signature-differs" role="alert">
        <strong>{t.differs}</strong>
      </div>
    ) : (
      <p className="note-signature">
        {check.data === 'verified' ? <span aria-hidden="true">✓</span> : null}{' '}
        {t.counterSignedBy(signature.who?.display ?? '', formatDateTime(signature.when))}
      </p>
    );
  if (request?.status === 'requested')
    return (
      <p className="note-signature">{t.waitsFor(request.owner?.display ?? '', formatDateTime(request.lastModified))}</p>
    );
  if (request?.status !== 'rejected') return null;
  return (
    <p>
      <strong>{t.returnedFrom(request.owner?.display ?? '', formatDateTime(request.lastModified))}</strong>{' '}
      {request.statusReason?.text}
    </p>
  );
}

/** Whether the text on screen is the one that was signed: checked here, from the text as it came, each time it is shown. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { checkSignature, type SignatureCheck } from '@vardkedjan/care/record-keeping/check-signature.ts';
import { noteKeys } from '@vardkedjan/ui/note/note-keys.ts';
import type { Note } from '../queries.ts';
import { texts } from '../texts.ts';

export function NoteSignature({ note }: { note: Note }) {
  const t = useTexts(texts).signature;
  const check = useQuery({
    queryKey: ['signature', note.id, note.meta?.versionId],
    queryFn: async (): Promise<SignatureCheck> => checkSignature(note, await noteKeys()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (check.isPending) return <p className="note-signature">{t.checking}</p>;
  const outcome = check.data ?? 'cannot-check';
  switch (outcome) {
    case 'verified':
      return (
        <p className="note-signature" title={t.verifiedMore}>
          <span aria-hidden="true">✓</span> {t.verified}
        </p>
      );
    case 'differs':
      return (
        <div className="note-signature note-signature-differs" role="alert">
          <span>
            <strong>{t.differs}.</strong> {t.differsMore}
          </span>
        </div>
      );
    case 'unsigned':
      return (
        <p className="note-signature" title={t.unsignedMore}>
          {t.unsigned}
        </p>
      );
    case 'cannot-check':
      return (
        <p className="note-signature" title={t.cannotCheckMore}>
          {t.cannotCheck}
        </p>
      );
  }
}

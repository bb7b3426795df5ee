/** Whether the note on screen is the one that was signed, checked here from the text as it came (F1). One without a seal, from another system, says nothing. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { checkSignature } from '@vardkedjan/care/record-keeping/check-signature.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { noteKeys } from '@vardkedjan/ui/note/note-keys.ts';
import { texts } from './texts.ts';

export function NoteSeal({ note }: { note: QuestionnaireResponse }) {
  const t = useTexts(texts).seal;
  const { data } = useQuery({
    queryKey: ['seal', note.id, note.meta?.versionId],
    queryFn: async () => checkSignature(note, await noteKeys()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === 'differs')
    return (
      <p className="own-note-differs" role="alert">
        <strong>{t.differs}</strong> {t.differsMore}
      </p>
    );
  if (data === 'verified')
    return (
      <p className="quiet">
        <span aria-hidden="true">✓</span> {t.verified}
      </p>
    );
  return data === 'cannot-check' ? <p className="quiet">{t.cannotCheck}</p> : null;
}

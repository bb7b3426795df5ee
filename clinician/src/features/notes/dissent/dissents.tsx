/** What the patient holds against a note (PDL 3 kap. 8 §): it stands under its text wherever the note is shown, as it was said. */
import { useQuery } from '@tanstack/react-query';
import {
  dissentContent,
  dissentsOf,
  type SealedOpinion,
} from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { Note } from '../queries.ts';
import { checkSeal } from '@vardkedjan/care/record-keeping/check-signature.ts';
import { noteKeys } from '@vardkedjan/ui/note/note-keys.ts';
import { texts } from './texts.ts';
import './dissent.css';

export function Dissents({ note }: { note: Note }) {
  return dissentsOf(note).map((said) => <Dissent key={said.at} note={note} said={said} />);
}

function Dissent({ note, said }: { note: Note; said: SealedOpinion }) {
  const t = useTexts(texts);
  const check = useQuery({
    queryKey: ['dissent', note.id, said.at],
    queryFn: async () => checkSeal(said.seal, dissentContent(note, said), await noteKeys()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="note-dissent">
      <h4 className="note-text-word">{t.heading}</h4>
      <p className="note-text-body">{said.opinion}</p>
      {check.data === 'differs' ? (
        <div className="note-signature note-signature-differs" role="alert">
          <strong>{t.differs}</strong>
        </div>
      ) : null}
      <p className="quiet">{t.notedBy(said.by.display ?? '', formatDateTime(said.at))}</p>
    </section>
  );
}

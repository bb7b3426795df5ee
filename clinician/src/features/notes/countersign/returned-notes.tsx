/** What colleagues have returned to me instead of countersigning: why, and the way to correct it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { nameOfPatient, personNumberOf } from '../../../chart/person.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { goTo, recordAddress } from '../../../navigation.ts';
import { noteFacts } from '../note-facts.ts';
import { texts as noteWords } from '../texts.ts';
import type { Asked } from './queries.ts';
import { texts } from './texts.ts';

export function ReturnedNotes({ asked }: { asked: readonly Asked[] }) {
  const t = useTexts(texts);
  return (
    <section>
      <h2>{t.returnedTitle}</h2>
      <p className="quiet">{t.returnedMore}</p>
      {asked.map((each) => (
        <ReturnedNote key={each.note.id} asked={each} />
      ))}
    </section>
  );
}

function ReturnedNote({ asked: { note, request, patient } }: { asked: Asked }) {
  const t = useTexts(texts);
  const { note: noteWord } = useTexts(noteWords);
  const { title, at } = noteFacts(note, noteWord);
  const correct = () => {
    if (!patient?.id) return;
    goTo(recordAddress(patient.id, 'notes', { note: note.id }));
    openWorkspace('notes/correct', patient.id, { note: note.id });
  };
  return (
    <article className="unsigned-note">
      <header className="unsigned-note-head">
        <span>
          <strong>{patient ? nameOfPatient(patient) : ''}</strong> {patient ? personNumberOf(patient) : null}
        </span>
        <span className="quiet">{[title, formatDateTime(at)].join(' · ')}</span>
        <Button isDisabled={patient?.id === undefined} onPress={correct}>
          {t.correct}
        </Button>
      </header>
      <p className="unsigned-hindrance">
        <strong>{t.returnedBy(request.owner?.display ?? '', formatDateTime(request.lastModified))}</strong>{' '}
        {request.statusReason?.text}
      </p>
    </article>
  );
}

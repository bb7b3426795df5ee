/** Notes signed by care: a list to choose from, and one to read, with who wrote it and when and what was corrected. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { correctionsOf } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { dissentsOf } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { counterSignatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { readResource } from '@vardkedjan/ui/fhir-client.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { NoteText } from '@vardkedjan/ui/note/note-text.tsx';
import { noteTitle } from '@vardkedjan/ui/note/note-title.ts';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { addressOf } from '../place.ts';
import { capital, sayMoment } from '../record/moments.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NoteSeal } from './note-seal.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';
import './notes.css';

export function NotesPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const notes = useAllOf<QuestionnaireResponse>('QuestionnaireResponse', { _sort: '-authored', _count: 40 }, 'subject');
  const unitOf = useUnitNames(notes.found);
  return (
    <SectionPage title={t.sections.notes} lead={t.leads.notes} more={notes}>
      {notes.found.length === 0 ? (
        <Empty>{t.none.notes}</Empty>
      ) : (
        <Facts
          lines={notes.found.map((note) => ({
            id: note.id ?? '',
            what: noteTitle(note) ?? t.note,
            when: capital(sayMoment(note.authored, language)),
            more: (
              <>
                {t.writtenBy(note.author?.display ?? '', unitOf(note))}
                {note.status === 'amended' ? ` · ${t.corrected}` : ''}
                {dissentsOf(note).length > 0 ? ` · ${t.dissent}` : ''}
              </>
            ),
            address: addressOf('journal', 'notes', note.id ?? ''),
          }))}
        />
      )}
    </SectionPage>
  );
}

export function NotePage({ id }: { id: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { patientId } = useResident();
  const { data: note } = useSuspenseQuery({
    queryKey: ['own-note', patientId, id],
    queryFn: async ({ signal }) =>
      (await readResource<QuestionnaireResponse>('QuestionnaireResponse', id, signal)).resource,
  });
  const unitOf = useUnitNames([note]);
  const counterSigned = counterSignatureOf(note);
  return (
    <article className="own-note">
      <PageHead
        title={noteTitle(note) ?? t.note}
        lead={capital(sayMoment(note.authored, language))}
        back={{ address: addressOf('journal', 'notes'), text: t.sections.notes }}
        hasPrint
      />
      <NoteSeal note={note} />
      <NoteText sections={noteSections(note, language)} headingLevel={2} />
      {dissentsOf(note).map((said) => (
        <section key={said.at} className="own-note-dissent">
          <h2>{t.dissent}</h2>
          <p className="note-text-body">{said.opinion}</p>
          <p className="quiet">{t.dissentNoted(formatDateTime(said.at), said.by.display ?? '')}</p>
        </section>
      ))}
      <footer className="own-note-foot quiet">
        <p>
          {t.signedAt(formatDateTime(note.authored))}, {t.writtenBy(note.author?.display ?? '', unitOf(note))}
        </p>
        {counterSigned ? (
          <p>{t.counterSigned(formatDateTime(counterSigned.when), counterSigned.who?.display ?? '')}</p>
        ) : null}
        {correctionsOf(note).map((correction) => (
          <p key={correction.at}>
            {t.correctedBy(correction.by.display ?? '', formatDateTime(correction.at), correction.reason)}
          </p>
        ))}
      </footer>
    </article>
  );
}

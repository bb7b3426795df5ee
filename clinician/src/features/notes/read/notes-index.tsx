/** The notes as a list to find one in: when, what, who, and how it begins. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts as dissentTexts } from '../dissent/texts.ts';
import { noteFacts } from '../note-facts.ts';
import type { Note } from '../queries.ts';
import { texts } from '../texts.ts';

export interface NotesIndexProps {
  notes: readonly Note[];
  current: string | undefined;
  onChoose: (id: string) => void;
}

export function NotesIndex({ notes, current, onChoose }: NotesIndexProps) {
  const t = useTexts(texts);
  const { dissent } = useTexts(dissentTexts);
  return (
    <nav aria-label={t.list} className="notes-index">
      <ol>
        {notes.map((note) => {
          const facts = noteFacts(note, t.note);
          return (
            <li key={note.id}>
              <button
                type="button"
                className="notes-index-entry"
                aria-current={note.id === current ? 'true' : undefined}
                onClick={() => onChoose(note.id)}
              >
                <span className="notes-index-date">{formatDate(facts.at)}</span>
                <span className="notes-index-title">{facts.title}</span>
                <span className="notes-index-who">
                  {facts.state === 'draft'
                    ? `${t.unsigned} · `
                    : facts.state === 'corrected'
                      ? `${t.corrected} · `
                      : ''}
                  {facts.hasDissent ? `${dissent} · ` : ''}
                  {facts.author}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

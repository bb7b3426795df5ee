/** A note's outward facts for lists and headings: what it is called, who answers for it, where, and how far it has come. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctionsOf } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { dissentsOf } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';
import { careUnitOf } from '@vardkedjan/ui/note/care-unit-of.ts';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { noteTitle } from '@vardkedjan/ui/note/note-title.ts';

export interface NoteFacts {
  title: string;
  author: string;
  authorReference: string;
  unitReference: string;
  /** When it was signed; a draft's is when it was saved last. */
  at: string;
  state: 'draft' | 'signed' | 'corrected';
  /** The patient holds something in it to be wrong. */
  hasDissent: boolean;
  /** The beginning of its text, for a line in a list. */
  beginning: string;
}

export function noteFacts(note: QuestionnaireResponse, untitled: string): NoteFacts {
  const draft = isDraft(note);
  const unit = careUnitOf(note);
  return {
    title: noteTitle(note) ?? untitled,
    author: note.author?.display ?? '',
    authorReference: note.author?.reference ?? '',
    unitReference: unit?.reference ?? '',
    at: (draft ? (note.meta?.lastUpdated ?? note.authored) : note.authored) ?? '',
    state: draft ? 'draft' : correctionsOf(note).length > 0 || note.status === 'amended' ? 'corrected' : 'signed',
    hasDissent: dissentsOf(note).length > 0,
    beginning: beginningOf(note),
  };
}

/** The first lines as one, for a list only; reading is done in the note. */
function beginningOf(note: QuestionnaireResponse): string {
  const text = noteSections(note)
    .map((section) => section.text)
    .filter(Boolean)
    .join(' · ');
  return text.slice(0, 240).replace(/\s+/g, ' ').trim();
}

export type NoteFilter = 'all' | 'mine' | 'unit' | 'drafts';

export function filteredNotes<T extends QuestionnaireResponse>(
  notes: readonly T[],
  filter: NoteFilter,
  reader: { practitioner: string; unit: string },
): T[] {
  return notes.filter((note) => {
    const facts = noteFacts(note, '');
    if (filter === 'mine') return facts.authorReference === `Practitioner/${reader.practitioner}`;
    if (filter === 'unit') return facts.unitReference === `Organization/${reader.unit}`;
    return filter === 'all' || facts.state === 'draft';
  });
}

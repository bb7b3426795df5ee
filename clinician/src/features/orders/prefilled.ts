/**
 * What an order says before one has written anything: the question from the contact's reason, the history from the latest note of the
 * contact, to the letter (F1). Pure.
 */
import type { Encounter, QuestionnaireResponse } from '@medplum/fhirtypes';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface Prefilled {
  question: string;
  history: string;
  /** The day of the note that the history is from. */
  from: string | undefined;
}

/** The search words that say why somebody is asked; what was decided and said to the patient stays in the note. */
const carried = /^(aktuellt|kontaktorsak|status|bedömning|anamnes|socialt|undersökning)/i;

export function prefilled(
  contact: Encounter | undefined,
  notes: readonly QuestionnaireResponse[],
  author: string,
): Prefilled {
  const question = contact?.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '';
  const ofContact = notes.filter((note) => note.encounter?.reference === `Encounter/${contact?.id}`);
  const own = notes.filter((note) => note.author?.reference === `Practitioner/${author}`);
  const note = latest(ofContact) ?? latest(own);
  if (!note) return { question, history: '', from: undefined };
  const sections = noteSections(note).filter(({ heading, text }) => text !== '' && carried.test(heading));
  return {
    question,
    history: sections.map(({ heading, text }) => `${heading}: ${text}`).join('\n'),
    from: sections.length > 0 ? (note.authored ?? note.meta?.lastUpdated) : undefined,
  };
}

const latest = (notes: readonly QuestionnaireResponse[]) =>
  notes
    .filter(({ status }) => status !== 'entered-in-error')
    .toSorted((a, b) =>
      (b.authored ?? b.meta?.lastUpdated ?? '').localeCompare(a.authored ?? a.meta?.lastUpdated ?? ''),
    )[0];

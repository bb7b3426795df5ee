/** One note that waits for my signature, whole, with whose it is; what hinders signing it here, and what became of it. */
import type { Patient } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime, localTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { careUnitOf } from '@vardkedjan/ui/note/care-unit-of.ts';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { NoteText } from '@vardkedjan/ui/note/note-text.tsx';
import { useEffect, useEffectEvent } from 'react';
import { nameOfPatient, personNumberOf } from '../../../chart/person.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { goTo, recordAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { textsOf } from '../draft/note-items.ts';
import { unlikelySaid } from '../draft/typed-answers.ts';
import { noteFacts } from '../note-facts.ts';
import { type Note, templateQuery } from '../queries.ts';
import { texts as noteWords } from '../texts.ts';
import { missingWords } from '../write/sign-draft.ts';
import { useUnsaved } from './use-unsaved.ts';
import type { Outcome } from './sign-many.ts';
import { texts } from './texts.ts';

export interface UnsignedNoteProps {
  note: Note;
  /** undefined: not one that the caller may see. */
  patient: Patient | undefined;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  /** Whether something must be done in the note itself first. */
  onHindered: (isHindered: boolean) => void;
  outcome: Outcome | undefined;
  isDisabled: boolean;
  maySign: boolean;
}

export function UnsignedNote({
  note,
  patient,
  isChosen,
  onChoose,
  onHindered,
  outcome,
  isDisabled,
  maySign,
}: UnsignedNoteProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const words = useTexts(noteWords);
  const facts = noteFacts(note, words.note);
  const { session } = useSession();
  const isMine = facts.authorReference === `Practitioner/${session.caller?.practitioner?.id ?? ''}`;
  const begun = t.begun(formatDateTime(note.authored ?? facts.at), daysSince(note.authored ?? facts.at));
  const hindrance = useHindrance(note);
  const tell = useEffectEvent(onHindered);
  useEffect(() => tell(hindrance !== undefined), [hindrance]);
  const name = patient ? nameOfPatient(patient) : t.unknownPatient;
  const patientId = patient?.id;
  const open = () => {
    if (!patientId) return;
    goTo(recordAddress(patientId));
    openWorkspace('notes/write', patientId, { note: note.id });
  };
  return (
    <article className="unsigned-note" data-outcome={outcome?.kind}>
      <header className="unsigned-note-head">
        <label className="choice-of-one">
          {maySign ? (
            <input
              type="checkbox"
              checked={isChosen && hindrance === undefined}
              disabled={isDisabled || hindrance !== undefined || outcome?.kind === 'signed'}
              onChange={({ target }) => onChoose(target.checked)}
              aria-label={t.choose(facts.title, name)}
            />
          ) : null}
          <span>
            <strong>{name}</strong> {patient ? personNumberOf(patient) : null}
          </span>
        </label>
        <span className="quiet">
          {[facts.title, isMine ? '' : facts.author, begun, note.encounter?.display].filter(Boolean).join(' · ')}
        </span>
        {outcome?.kind === 'signed' ? (
          <strong>{t.signed}</strong>
        ) : (
          <Button tone="quiet" isDisabled={!patientId} onPress={open}>
            {t.open}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </header>
      {hindrance && outcome?.kind !== 'signed' ? <p className="unsigned-hindrance">{hindrance}</p> : null}
      {outcome && outcome.kind !== 'signed' ? (
        <p className="unsigned-hindrance" role="alert">
          {outcome.kind === 'refused' ? outcome.reason : outcome.kind === 'no-answer' ? t.noAnswer : t.changedMeanwhile}
        </p>
      ) : null}
      <NoteText sections={noteSections(note, language)} headingLevel={2} />
    </article>
  );
}

/** Whole days in Sweden, until today. */
function daysSince(instant: string): number {
  const dayOf = (moment: Date) => Date.parse(localTime(moment).date);
  return Math.round((dayOf(new Date()) - dayOf(new Date(instant))) / 86_400_000);
}

/** What must be done in the note before it can be signed; empty while what its template asks for is not known yet. */
function useHindrance(note: Note): string | undefined {
  const t = useTexts(texts);
  const found = useQuery(templateQuery(note.questionnaire));
  const template = found.data ?? undefined;
  const isUnsaved = useUnsaved(note);
  const { assignment } = useSession();
  const unit = careUnitOf(note)?.reference;
  if (isUnsaved) return t.unsavedHere;
  if (unit !== undefined && unit !== `Organization/${assignment.careUnit.id}`) return t.anotherUnit;
  if (noteSections(note).every(({ text }) => text.trim() === '')) return t.empty;
  if (found.isPending) return '';
  const missing = missingWords(template, textsOf(note, template));
  if (missing.length > 0) return t.missing(missing.map(({ title }) => title).join(', '));
  const unlikely = unlikelySaid(template, textsOf(note, template));
  return unlikely === '' ? undefined : t.unlikely(unlikely);
}

/** One note that waits for my countersignature, whole, with whose it is and who asked; what became of it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { NoteText } from '@vardkedjan/ui/note/note-text.tsx';
import { useState } from 'react';
import { nameOfPatient, personNumberOf } from '../../../chart/person.ts';
import { Dissents } from '../dissent/dissents.tsx';
import { noteFacts } from '../note-facts.ts';
import { NoteSignature } from '../read/note-signature.tsx';
import { texts as noteWords } from '../texts.ts';
import type { Outcome } from '../unsigned/sign-many.ts';
import { texts as unsignedWords } from '../unsigned/texts.ts';
import { GiveBack } from './give-back.tsx';
import type { Asked } from './queries.ts';
import { texts } from './texts.ts';

export interface AskedNoteProps {
  asked: Asked;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  isGivenBack: boolean;
  onGivenBack: () => void;
  outcome: Outcome | undefined;
  isDisabled: boolean;
}

export function AskedNote(props: AskedNoteProps) {
  const { asked, isChosen, onChoose, isGivenBack, outcome, isDisabled } = props;
  const { note, request, patient } = asked;
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [noteWord, unsigned] = [useTexts(noteWords), useTexts(unsignedWords)];
  const [returns, setReturns] = useState(false);
  const facts = noteFacts(note, noteWord.note);
  const name = patient ? nameOfPatient(patient) : unsigned.unknownPatient;
  const isDone = outcome?.kind === 'signed' || isGivenBack;
  return (
    <article className="unsigned-note" data-outcome={isDone ? 'signed' : outcome?.kind}>
      <header className="unsigned-note-head">
        <label className="choice-of-one">
          <input
            type="checkbox"
            checked={isChosen && !isDone}
            disabled={isDisabled || isDone}
            onChange={({ target }) => onChoose(target.checked)}
            aria-label={t.choose(facts.title, name)}
          />
          <span>
            <strong>{name}</strong> {patient ? personNumberOf(patient) : null}
          </span>
        </label>
        <span className="quiet">
          {[facts.title, formatDateTime(facts.at), facts.author].filter(Boolean).join(' · ')}
        </span>
        {isDone ? (
          <strong>{isGivenBack ? t.givenBack : t.signed}</strong>
        ) : (
          <Button tone="quiet" isDisabled={isDisabled} onPress={() => setReturns(true)}>
            {t.giveBack}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </header>
      <p className="quiet">{t.askedBy(request.requester?.display ?? '', formatDateTime(request.lastModified))}</p>
      {outcome && outcome.kind !== 'signed' ? (
        <p className="unsigned-hindrance" role="alert">
          {outcome.kind === 'refused'
            ? outcome.reason
            : outcome.kind === 'no-answer'
              ? unsigned.noAnswer
              : unsigned.changedMeanwhile}
        </p>
      ) : null}
      <NoteText sections={noteSections(note, language)} headingLevel={2} />
      <Dissents note={note} />
      <NoteSignature note={note} />
      {returns ? <GiveBack {...props} onClose={() => setReturns(false)} /> : null}
    </article>
  );
}

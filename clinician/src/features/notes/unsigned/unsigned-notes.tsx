/** Notes that wait for a signature, to choose among and sign, one after the other. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { type Note, signNote, type Unsigned } from '../queries.ts';
import { patientIdOf, useSigning, withOrWithout } from './use-signing.ts';
import { texts } from './texts.ts';
import { UnsignedNote } from './unsigned-note.tsx';

interface UnsignedNotesProps extends Unsigned {
  /** Whether signing is offered in the assignment at all; the server decides when it is done. */
  maySign: boolean;
  /** What is to be done with them. */
  more: string;
}

export function UnsignedNotes({ notes, patients, hasMore, maySign, more }: UnsignedNotesProps) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [hindered, setHindered] = useState<ReadonlySet<string>>(new Set());
  const { outcomes, isSigning, sign } = useSigning(signOne, [['work', 'drafts'], ['drafts']]);
  const may = notes.filter(({ id }) => !hindered.has(id) && outcomes.get(id)?.kind !== 'signed');
  const toSign = may.filter(({ id }) => chosen.has(id));
  const all = [...outcomes.values()];
  const signed = all.filter(({ kind }) => kind === 'signed').length;
  return (
    <>
      <p className="quiet">{maySign ? more : t.signedByOthers}</p>
      {hasMore ? <p>{t.more100}</p> : null}
      {notes.map((note) => (
        <UnsignedNote
          key={note.id}
          note={note}
          patient={patients.get(patientIdOf(note))}
          isChosen={chosen.has(note.id)}
          onChoose={(isChosen) => setChosen((before) => withOrWithout(before, note.id, isChosen))}
          onHindered={(is) => setHindered((before) => withOrWithout(before, note.id, is))}
          outcome={outcomes.get(note.id)}
          isDisabled={isSigning}
          maySign={maySign}
        />
      ))}
      {maySign ? (
        <footer className="unsigned-foot">
          <Button
            tone="primary"
            isDisabled={isSigning || toSign.length === 0}
            onPress={() => void sign(toSign).then(() => setChosen(new Set()))}
          >
            {isSigning ? t.signing : t.signChosen(toSign.length)}
          </Button>
          <Button
            tone="quiet"
            isDisabled={isSigning || may.length === 0}
            onPress={() => setChosen(toSign.length === may.length ? new Set() : new Set(may.map(({ id }) => id)))}
          >
            {may.length > 0 && toSign.length === may.length ? t.chooseNone : t.chooseAll}
          </Button>
          <output>
            {all.length === 0 || isSigning
              ? null
              : [t.done(signed), all.length > signed ? t.notDone(all.length - signed) : ''].filter(Boolean).join(' ')}
          </output>
        </footer>
      ) : null}
    </>
  );
}

/** In its own patient's record, in the version that was read. */
const signOne = (note: Note) => signNote(note, patientIdOf(note));

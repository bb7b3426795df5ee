/** What waits for my signature (PDL 3 kap. 10 §), each note whole, to read and sign many at once: nothing is chosen but by the one who reads. */
import type { Patient } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { type Note, signNote, unsignedQuery } from '../queries.ts';
import { patientIdOf, useSigning, withOrWithout } from './use-signing.ts';
import { texts } from './texts.ts';
import { UnsignedNote } from './unsigned-note.tsx';
import './unsigned.css';

export default function UnsignedPage() {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const maySign = assignment.offers?.includes('sign') !== false;
  const unsigned = useQuery(unsignedQuery(session.caller?.practitioner?.id ?? ''));
  if (unsigned.error && !unsigned.data)
    return <Failed failure={unsigned.error} onRetry={() => void unsigned.refetch()} />;
  return (
    <main className="unsigned">
      <h1>{t.title}</h1>
      {unsigned.data ? null : <Loading rows={10} />}
      {unsigned.data?.notes.length === 0 ? <Empty>{t.none}</Empty> : null}
      {unsigned.data?.notes.length ? <Unsigned {...unsigned.data} maySign={maySign} /> : null}
    </main>
  );
}

interface UnsignedProps {
  notes: readonly Note[];
  patients: ReadonlyMap<string, Patient>;
  hasMore: boolean;
  /** Whether signing is offered in the assignment at all; the server decides when it is done. */
  maySign: boolean;
}

function Unsigned({ notes, patients, hasMore, maySign }: UnsignedProps) {
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
      <p className="quiet">{maySign ? t.more : t.signedByOthers}</p>
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

/** What waits for my signature (PDL 3 kap. 10 §), each note whole, to read and sign many at once: nothing is chosen but by the one who reads. */
import type { Patient } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import { useSession } from '../../../session/session-context.ts';
import { type Note, signNote, unsignedQuery } from '../queries.ts';
import { type Outcome, signMany } from './sign-many.ts';
import { texts } from './texts.ts';
import { UnsignedNote } from './unsigned-note.tsx';
import './unsigned.css';

export default function UnsignedPage() {
  const t = useTexts(texts);
  const { session } = useSession();
  const unsigned = useQuery(unsignedQuery(session.caller?.practitioner?.id ?? ''));
  if (unsigned.error && !unsigned.data)
    return <Failed failure={unsigned.error} onRetry={() => void unsigned.refetch()} />;
  return (
    <main className="unsigned">
      <h1>{t.title}</h1>
      {unsigned.data ? null : <Loading rows={10} />}
      {unsigned.data?.notes.length === 0 ? <Empty>{t.none}</Empty> : null}
      {unsigned.data?.notes.length ? <Unsigned {...unsigned.data} /> : null}
    </main>
  );
}

interface UnsignedProps {
  notes: readonly Note[];
  patients: ReadonlyMap<string, Patient>;
  hasMore: boolean;
}

function Unsigned({ notes, patients, hasMore }: UnsignedProps) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [hindered, setHindered] = useState<ReadonlySet<string>>(new Set());
  const { outcomes, isSigning, sign } = useSigning();
  const may = notes.filter(({ id }) => !hindered.has(id) && outcomes.get(id)?.kind !== 'signed');
  const toSign = may.filter(({ id }) => chosen.has(id));
  const all = [...outcomes.values()];
  const signed = all.filter(({ kind }) => kind === 'signed').length;
  return (
    <>
      <p className="quiet">{t.more}</p>
      {hasMore ? <p>{t.more100}</p> : null}
      {notes.map((note) => (
        <UnsignedNote
          key={note.id}
          note={note}
          patient={patients.get(patientIdOf(note))}
          isChosen={chosen.has(note.id)}
          onChoose={(isChosen) => setChosen((before) => changed(before, note.id, isChosen))}
          onHindered={(is) => setHindered((before) => changed(before, note.id, is))}
          outcome={outcomes.get(note.id)}
          isDisabled={isSigning}
        />
      ))}
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
    </>
  );
}

function changed(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  if (before.has(id) === isIn) return before;
  const next = new Set(before);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}

/** What was signed stays in sight until the page is left; my work and the records are asked for anew. */
function useSigning() {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isSigning, setSigning] = useState(false);
  const queries = useQueryClient();
  const recordChanged = useRecordChanged();
  const sign = async (notes: readonly Note[]) => {
    setSigning(true);
    const toSign = notes.map((note) => ({
      id: note.id,
      version: Number(note.meta?.versionId),
      patientId: patientIdOf(note),
    }));
    await signMany(toSign, signNote, (id, outcome) => setOutcomes((before) => new Map(before).set(id, outcome)));
    setSigning(false);
    await Promise.all([
      ...new Set(toSign.map(({ patientId }) => patientId)).values().map((id) => recordChanged(id)),
      queries.invalidateQueries({ queryKey: ['work', 'drafts'] }),
      queries.invalidateQueries({ queryKey: ['drafts'] }),
    ]);
  };
  return { outcomes, isSigning, sign };
}

export const patientIdOf = ({ subject }: Note): string => subject?.reference?.replace('Patient/', '') ?? '';

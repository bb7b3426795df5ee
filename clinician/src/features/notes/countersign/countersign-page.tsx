/** What waits for my countersignature, each note whole, to read and sign many at once or return; and what colleagues have returned to me. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useSession } from '../../../session/session-context.ts';
import type { Note } from '../queries.ts';
import { patientIdOf, useSigning, withOrWithout } from '../unsigned/use-signing.ts';
import { AskedNote } from './asked-note.tsx';
import { type Asked, counterSign, returnedQuery, toCounterSignQuery } from './queries.ts';
import { ReturnedNotes } from './returned-notes.tsx';
import { texts } from './texts.ts';
import '../unsigned/unsigned.css';

export default function CounterSignPage() {
  const t = useTexts(texts);
  const { session } = useSession();
  const practitioner = session.caller?.practitioner?.id ?? '';
  const mine = useQuery({
    ...toCounterSignQuery(practitioner),
    queryKey: ['countersign-page', practitioner],
    gcTime: 0,
  });
  const returned = useQuery(returnedQuery(practitioner));
  const failed = (mine.data ? null : mine.error) ?? (returned.data ? null : returned.error);
  if (failed) return <Failed failure={failed} onRetry={() => void Promise.all([mine.refetch(), returned.refetch()])} />;
  return (
    <main className="unsigned">
      <h1>{t.title}</h1>
      {mine.data && returned.data ? null : <Loading rows={10} />}
      {returned.data?.asked.length ? <ReturnedNotes asked={returned.data.asked} /> : null}
      {mine.data?.asked.length === 0 ? <Empty>{t.none}</Empty> : null}
      {mine.data?.hasMore ? <p>{t.more100}</p> : null}
      {mine.data?.asked.length ? <ToCounterSign asked={mine.data.asked} /> : null}
    </main>
  );
}

const signOne = (note: Note) => counterSign(note, patientIdOf(note));

/** The list is kept as it was asked for, so that what is done stays in sight until the page is left. */
function ToCounterSign({ asked: latest }: { asked: readonly Asked[] }) {
  const t = useTexts(texts);
  const [asked] = useState(latest);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [givenBack, setGivenBack] = useState<ReadonlySet<string>>(new Set());
  const { outcomes, isSigning, sign } = useSigning(signOne, [['countersign']]);
  const toSign = asked.filter(
    ({ note }) => chosen.has(note.id) && !givenBack.has(note.id) && outcomes.get(note.id)?.kind !== 'signed',
  );
  const all = [...outcomes.values()];
  const signed = all.filter(({ kind }) => kind === 'signed').length;
  return (
    <>
      <p className="quiet">{t.more}</p>
      {asked.map((each) => (
        <AskedNote
          key={each.note.id}
          asked={each}
          isChosen={chosen.has(each.note.id)}
          onChoose={(isChosen) => setChosen((before) => withOrWithout(before, each.note.id, isChosen))}
          isGivenBack={givenBack.has(each.note.id)}
          onGivenBack={() => setGivenBack((before) => withOrWithout(before, each.note.id, true))}
          outcome={outcomes.get(each.note.id)}
          isDisabled={isSigning}
        />
      ))}
      <footer className="unsigned-foot">
        <Button
          tone="primary"
          isDisabled={isSigning || toSign.length === 0}
          onPress={() => void sign(toSign.map(({ note }) => note)).then(() => setChosen(new Set()))}
        >
          {isSigning ? t.signing : t.sign(toSign.length)}
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

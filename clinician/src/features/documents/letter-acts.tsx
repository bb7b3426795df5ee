/** What is done with a letter that did not reach its patient: said to have come back, sent again, the patient called; each can be undone. */
import type { Task } from '@medplum/fhirtypes';
import { useQueryClient } from '@tanstack/react-query';
import {
  letterIsPosted,
  letterIsReturned,
  letterIsSettled,
  letterTakenBack,
  type ReachedWay,
  type ReturnReason,
  returnReasons,
} from '@vardkedjan/care/coordination/letters/letter-moves.ts';
import { letterStateOf } from '@vardkedjan/care/coordination/letters/letter.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { Problems } from '../../dock/problems.tsx';
import { useSaving } from '../../dock/use-saving.ts';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { LetterRow } from './letter-rows.ts';
import { texts } from './texts.ts';

type Asked = 'returned' | Exclude<ReachedWay, 'sent-again'>;

export function LetterActs({ row: { id, patientId, handling, isLate } }: { row: LetterRow }) {
  const t = useTexts(texts);
  const [asked, ask] = useState<Asked>();
  const { move, problem } = useMoving(patientId);
  if (handling === undefined) return null;
  const state = letterStateOf(handling);
  const back = letterTakenBack(handling);
  const done = (next: Task) => void move(next).then((isMoved) => isMoved && ask(undefined));
  return (
    <section className="letters-acts" aria-label={t.handle}>
      {isLate ? <p>{state === 'returned' ? t.cameBack : t.layUnread}</p> : null}
      {state === 'to-print' ? <p>{t.printIt}</p> : null}
      <div className="letters-buttons">
        {state === 'to-print' ? (
          <Button tone="primary" onPress={() => done(letterIsPosted(handling, new Date()))}>
            {t.leftToPost}
          </Button>
        ) : null}
        {state === 'posted' ? <Button onPress={() => ask('returned')}>{t.returned}</Button> : null}
        {isLate ? (
          <>
            <Button tone="primary" onPress={() => openWorkspace('documents/write', patientId, { insteadOf: id })}>
              {t.sendAgain}
            </Button>
            <Button onPress={() => ask('called')}>{t.called}</Button>
            <Button onPress={() => ask('other')}>{t.otherWay}</Button>
          </>
        ) : null}
        {back ? (
          <Button tone="quiet" onPress={() => done(back)}>
            {state === 'returned' ? t.notReturned : state === 'posted' ? t.notPosted : t.notSettled}
          </Button>
        ) : null}
      </div>
      {asked === 'returned' ? (
        <CameBack
          onSave={(reason, more) => done(letterIsReturned(handling, reason, more, new Date()))}
          onCancel={() => ask(undefined)}
        />
      ) : null}
      {asked === 'called' || asked === 'other' ? (
        <Reached
          key={asked}
          label={asked === 'called' ? t.whatWasSaid : t.howReached}
          onSave={(words) => done(letterIsSettled(handling, asked, { words }, new Date()))}
          onCancel={() => ask(undefined)}
        />
      ) : null}
      <Problems problems={[problem]} />
    </section>
  );
}

function useMoving(patientId: string) {
  const { save, problem } = useSaving(patientId);
  const queries = useQueryClient();
  const move = (next: Task): Promise<boolean> =>
    save(async () => {
      await updateResource({ ...next, id: next.id ?? '' }, `W/"${next.meta?.versionId ?? ''}"`, patientId);
      await queries.invalidateQueries({ queryKey: ['work', 'letters'] });
    });
  return { move, problem };
}

function CameBack({
  onSave,
  onCancel,
}: {
  onSave: (reason: ReturnReason, more: string) => void;
  onCancel: () => void;
}) {
  const t = useTexts(texts);
  const [reason, choose] = useState<ReturnReason>();
  const [more, setMore] = useState('');
  return (
    <Asking
      label={t.returned}
      onCancel={onCancel}
      onSave={() => reason && onSave(reason, more.trim() === '' ? '' : more)}
      isBarred={reason === undefined}
    >
      <Choices<ReturnReason> label={t.why} texts={returnReasons} value={reason} onChange={choose} autoFocus />
      <TextField label={t.more} value={more} onChange={setMore} />
    </Asking>
  );
}

interface ReachedProps {
  label: string;
  onSave: (words: string) => void;
  onCancel: () => void;
}

function Reached({ label, onSave, onCancel }: ReachedProps) {
  const [words, setWords] = useState('');
  return (
    <Asking label={label} onCancel={onCancel} onSave={() => onSave(words)} isBarred={words.trim() === ''}>
      <FreeText label={label} value={words} onChange={setWords} lines={2} autoFocus />
    </Asking>
  );
}

interface AskingProps {
  label: string;
  isBarred: boolean;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
}

function Asking({ label, isBarred, onSave, onCancel, children }: AskingProps) {
  const t = useTexts(texts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBarred) onSave();
  };
  return (
    <form className="letters-asking" aria-label={label} onSubmit={submit}>
      {children}
      <div className="letters-buttons">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button type="submit" tone="primary" isDisabled={isBarred}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}

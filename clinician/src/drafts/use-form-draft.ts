/** A form's fields, kept as they are typed. The form says what it starts as; which form it is and about whom, the dock says. */
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { use, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSession } from '../session/session-context.ts';
import type { DraftView } from './autosave.ts';
import type { DraftTexts } from './draft-store.ts';
import { fieldsOf, type Known, withChanged } from './form-fields.ts';
import { openForm, watchForm } from './form-drafts.ts';
import { type Sending, useSendDraft } from './use-send-draft.ts';

export interface FormDraft<T extends object> {
  fields: T;
  change: (part: Partial<T>) => void;
  /** Something stands in it that did not from the start. */
  isBegun: boolean;
  /** ISO instant at which what stands in it was typed, when the form was opened with it. */
  takenUp: string | undefined;
  view: DraftView;
  /** Sends what stands in it: `by` gives it what to send with, and says whether it was taken. Taken, the form is as from the start. */
  send: (by: Sending) => Promise<boolean>;
  /** Why it was not tried to be sent, in words; empty when it was. */
  problem: string;
  /** It is not wanted: it is as from the start. */
  throwAway: () => void;
  /** As it stood before it was sent or thrown away. */
  bringBack: () => void;
}

export type { Sending } from './use-send-draft.ts';

export interface FormName {
  patientId: string;
  form: string;
  args: Readonly<Record<string, string>>;
}

/** Waits (Suspense) for what is kept. `start`: what it holds before anything is typed, all fields named. */
export function useFormDraft<T extends object>({ patientId, form, args }: FormName, start: T): FormDraft<T> {
  const { session, assignment } = useSession();
  const author = {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, assignment.title),
  };
  const caller = session.caller?.id ?? '';
  const [opening] = useState(() => openForm({ patientId, form, args, assignment: assignment.id, caller, author }));
  const opened = use(opening);
  const { autosave } = opened;
  const view = useSyncExternalStore(autosave.subscribe, autosave.view);
  useEffect(() => watchForm(opened), [opened]);
  const [from] = useState(start);
  const [known] = useState((): Known => new Map());
  const [takenUp, setTakenUp] = useState(opened.takenUp);
  const thrownAway = useRef<DraftTexts>({});
  const isBegun = Object.keys(view.texts).length > 0;
  const emptied = (empty: () => void) => {
    thrownAway.current = autosave.view().texts;
    setTakenUp(undefined);
    empty();
  };
  const { send, problem } = useSendDraft(autosave, patientId, emptied);
  return {
    fields: fieldsOf(view.texts, from, known),
    change: (part) => autosave.replace(withChanged(autosave.view().texts, part, from)),
    isBegun,
    takenUp,
    view,
    send,
    problem,
    throwAway: () =>
      emptied(() => {
        autosave.replace({});
        void autosave.settle();
      }),
    bringBack: () => autosave.replace(thrownAway.current),
  };
}

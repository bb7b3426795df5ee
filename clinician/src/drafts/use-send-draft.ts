/** Sends what stands in a form with the draft of it: the server takes both or neither, and a draft once (server/src/http/sent-draft.ts). */
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useRef, useState } from 'react';
import type { Autosave } from './autosave.ts';
import { texts } from './texts.ts';

/** Sends it with what it is given; true when it was taken. */
export type Sending = (screen: PatientOnScreen) => Promise<boolean>;

/** `emptied`: what is done when the form is to be as from the start. */
export function useSendDraft(autosave: Autosave, patientId: string, emptied: (empty: () => void) => void) {
  const t = useTexts(texts);
  const [problem, setProblem] = useState('');
  const isSending = useRef(false);
  const sendIt = async (by: Sending): Promise<boolean> => {
    setProblem('');
    const ready = await autosave.readyToSend();
    if (ready.kind !== 'ready') {
      setProblem(t[ready.kind]);
      return false;
    }
    const { draft } = ready;
    if (!(await by(draft ? { patient: patientId, draft: addressOf(draft) } : patientId))) return false;
    emptied(() => (draft ? autosave.taken(draft) : autosave.replace({})));
    return true;
  };
  /** Pressed twice it is sent once. */
  const send = async (by: Sending): Promise<boolean> => {
    if (isSending.current) return false;
    isSending.current = true;
    let isTaken = false;
    try {
      isTaken = await sendIt(by);
      return isTaken;
    } finally {
      isSending.current = false;
      // It may have been sent, or changed, at another machine.
      if (!isTaken) void autosave.poll();
    }
  };
  return { send, problem };
}

const addressOf = ({ id, version }: { id: string; version: number }) => `DocumentReference/${id}/_history/${version}`;

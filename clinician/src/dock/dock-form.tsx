/**
 * The frame of what is filled in and sent from the dock. What is typed is kept (`draft`), taken up again with a word about it, and thrown
 * away when it has been sent or is cancelled, which can be undone; Ctrl+Enter sends from anywhere in it; what stopped it is said above
 * the buttons; and what came of it stands in its place.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { SaveLine } from '../drafts/save-line.tsx';
import { texts as draftTexts } from '../drafts/texts.ts';
import type { FormDraft, Sending } from '../drafts/use-form-draft.ts';
import { useDocked } from './docked.ts';
import { Problems } from './problems.tsx';
import { onSendKey } from './send-key.ts';
import { texts } from './texts.ts';
import './dock-form.css';

export interface DockFormProps {
  label: string;
  /** Absent where what is typed holds at that moment only, such as measured values. */
  draft?: Omit<FormDraft<object>, 'fields' | 'change'>;
  /** True when it was sent. */
  onSend: Sending;
  /** On the button that sends; what it says while it does. */
  send: string;
  sending: string;
  isSending: boolean;
  /** Who may not send it sees so on the button. */
  isBarred?: boolean;
  /** What stopped it, in words; none when all is well. */
  problems: readonly string[];
  /** Sends it with an answer to what is asked: Ctrl+Shift+Enter. Ctrl+Enter alone does not answer. */
  answering?: { label: string; onSend: Sending } | undefined;
  /** What else can be done with it, between cancelling and sending. */
  more?: ReactNode;
  children: ReactNode;
}

export function DockForm(props: DockFormProps) {
  const { label, draft, onSend, send, sending, isSending, isBarred, problems, answering, more, children } = props;
  const t = useTexts(texts);
  const { close, patientId } = useDocked();
  const [isThrownAway, setThrownAway] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const [stopped, setStopped] = useState(0);
  useEffect(() => {
    if (stopped > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [stopped]);
  /** What stopped it comes into sight, unless the form itself has led to where it is. */
  const sendIt = async (by = onSend) => {
    const from = document.activeElement;
    const isTaken = await (draft ? draft.send(by) : by(patientId));
    if (!isTaken && document.activeElement === from) setStopped((times) => times + 1);
  };
  const cancel = () => {
    if (!draft?.isBegun) return close();
    draft.throwAway();
    setThrownAway(true);
  };
  if (isThrownAway && draft) {
    const undo = () => {
      draft.bringBack();
      setThrownAway(false);
    };
    return <ThrownAway onUndo={undo} />;
  }
  return (
    <form
      className="dock-form"
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => onSendKey(event, () => sendIt(event.shiftKey ? answering?.onSend : undefined))}
    >
      {/* Headings within a form stand under its own, whatever the page beside the dock has shown by then. */}
      <h2 className="visually-hidden">{label}</h2>
      <TakenUp at={draft?.takenUp} />
      {children}
      <Problems problems={[...problems, draft?.problem ?? '']} />
      <div className="dock-form-actions" ref={end}>
        <Button onPress={cancel}>{t.cancel}</Button>
        {more}
        {answering === undefined || isBarred === true ? null : (
          <Button keys="Ctrl Shift Enter" onPress={() => void sendIt(answering.onSend)}>
            {answering.label}
          </Button>
        )}
        <Button tone="primary" keys="Ctrl Enter" isDisabled={isBarred === true} onPress={() => void sendIt()}>
          {isSending ? sending : send}
        </Button>
      </div>
      {draft && draft.view.state !== 'untouched' ? <SaveLine view={draft.view} /> : null}
    </form>
  );
}

function TakenUp({ at }: { at: string | undefined }) {
  const t = useTexts(draftTexts);
  return at === undefined ? null : <p className="quiet">{t.takenUp(formatDateTime(at))}</p>;
}

function ThrownAway({ onUndo }: { onUndo: () => void }) {
  const t = useTexts(draftTexts);
  return (
    <DockDone actions={<Button onPress={onUndo}>{t.undo}</Button>}>
      <output>{t.thrownAway}</output>
    </DockDone>
  );
}

export interface DockDoneProps {
  problems?: readonly string[];
  /** What else can be done, before closing it. */
  actions?: ReactNode;
  /** What comes next is one of them, and has the focus. */
  goesOn?: boolean;
  children: ReactNode;
}

/** What came of it, in the form's place. */
export function DockDone({ problems = [], actions, goesOn = false, children }: DockDoneProps) {
  const t = useTexts(texts);
  const { close } = useDocked();
  return (
    <div className="dock-form">
      {children}
      <Problems problems={problems} />
      <div className="dock-form-actions">
        {actions}
        <Button tone={goesOn ? 'quiet' : 'primary'} autoFocus={!goesOn} onPress={close}>
          {t.close}
        </Button>
      </div>
    </div>
  );
}

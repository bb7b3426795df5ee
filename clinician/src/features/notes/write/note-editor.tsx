/** The draft on screen: its words to write under, whether it is saved, and the button that signs it. Tab goes from word to word. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useIsOffered, useRecordChanged } from '../../../chart/use-chart.ts';
import { useEarlierCodes } from '../../../coding/use-earlier-codes.ts';
import { RefusedHere } from '../../../record/refused-here.tsx';
import { onSendKey } from '../../../dock/send-key.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { CounterSignerChoice, useCounterSigner } from '../countersign/counter-signer-choice.tsx';
import { askAfterSigning, type NotAsked } from '../countersign/ask-after-signing.ts';
import { type OpenDraft, watchDraft } from '../../../drafts/open-drafts.ts';
import { templateFields } from '../draft/template-fields.ts';
import { type Note, noteQuery, type Template } from '../queries.ts';
import { nameOf } from '../../../unit-templates/template-versions.ts';
import { texts } from '../texts.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { NoteFields } from './note-fields.tsx';
import { SaveLine } from '../../../drafts/save-line.tsx';
import { SignedMeanwhile } from './signed-meanwhile.tsx';
import { SignedNow } from './signed-now.tsx';
import { type Hindrance, signDraft } from './sign-draft.ts';

export interface NoteEditorProps extends WorkspaceProps {
  entry: OpenDraft;
  template: Template | undefined;
  /** Templates to change to while nothing is written. */
  choices: readonly Template[];
  contact: string | undefined;
  onTemplate?: (id: string) => void;
}

export function NoteEditor(props: NoteEditorProps) {
  const t = useTexts(texts);
  const { entry, template, isInFront, patientId } = props;
  const view = useSyncExternalStore(entry.autosave.subscribe, entry.autosave.view);
  const [signed, setSigned] = useState<Note>();
  const [hindrance, setHindrance] = useState<Hindrance>();
  const [isSigning, setSigning] = useState(false);
  const maySign = useIsOffered(patientId, 'sign');
  const counterSigner = useCounterSigner();
  const [notAsked, setNotAsked] = useState<NotAsked>();
  const recordChanged = useRecordChanged();
  const earlierOf = useEarlierCodes(patientId);
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => watchDraft(entry.draft, true), [entry.draft]);
  const wasInFront = useRef(isInFront && !props.takesFocus);
  useEffect(() => {
    if (isInFront && !wasInFront.current)
      form.current?.querySelector<HTMLElement>('textarea, .value-field-input, .code-search-input')?.focus();
    wasInFront.current = isInFront;
  }, [isInFront]);

  async function sign(): Promise<void> {
    if (isSigning) return;
    const notUnderstood = form.current?.querySelector<HTMLElement>('[data-not-understood]');
    if (notUnderstood) {
      setHindrance({ kind: 'not-understood' });
      return notUnderstood.focus();
    }
    setSigning(true);
    const result = await signDraft(
      entry.autosave,
      template,
      patientId,
      hindrance?.kind === 'unlikely' ? hindrance.said : '',
    );
    setSigning(false);
    if (result.kind !== 'signed') {
      setHindrance(result);
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    setNotAsked(await askAfterSigning(result.note, counterSigner.chosen, patientId));
    setSigned(result.note);
    // So that a reload shows the signed note and not an empty one.
    queries.setQueryData(noteQuery(patientId, result.note.id).queryKey, result.note);
    props.onArgs({ note: result.note.id });
    await Promise.all([recordChanged(patientId), queries.invalidateQueries({ queryKey: ['drafts'] })]);
  }

  if (signed) return <SignedNow note={signed} notAsked={notAsked} close={props.close} />;
  if (view.state === 'signed') return <SignedMeanwhile {...props} view={view} />;
  const hasText = Object.keys(view.texts).length > 0;
  return (
    <form
      ref={form}
      className="note-editor"
      aria-label={template ? nameOf(template) : t.note}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={(event) => onSendKey(event, () => sign())}
    >
      <header className="note-editor-head">
        {props.choices.length > 1 ? (
          <Select
            label={t.template}
            choices={props.choices.map((each) => ({ value: each.id, text: nameOf(each) }))}
            value={template?.id}
            onChange={(id) => props.onTemplate?.(id)}
            isDisabled={hasText}
          />
        ) : (
          <h2 className="note-editor-title">{template ? nameOf(template) : t.note}</h2>
        )}
        {props.contact ? <p className="quiet">{t.linkedTo(props.contact)}</p> : null}
      </header>
      <NoteFields
        earlierOf={earlierOf}
        fields={template ? templateFields(template) : []}
        view={view}
        missing={hindrance?.kind === 'missing' ? hindrance.linkIds : []}
        isReadOnly={isSigning}
        onType={(linkId, text) => {
          setHindrance(undefined);
          entry.autosave.type(linkId, text);
        }}
      />
      <footer className="note-editor-foot">
        <SaveLine view={view} />
        {hindrance?.kind === 'refused' && hindrance.refusal ? (
          <RefusedHere refusal={hindrance.refusal} />
        ) : hindrance ? (
          <p className="note-editor-hindrance" role="alert">
            {wordsOf(hindrance, t)}
          </p>
        ) : null}
        <div className="note-editor-actions">
          {maySign ? <CounterSignerChoice {...counterSigner} /> : null}
          {maySign ? (
            <Button type="button" tone="primary" keys={t.signKeys} onPress={() => void sign()}>
              {isSigning ? t.signing : t.sign}
            </Button>
          ) : (
            <p className="quiet">{t.signedByOthers}</p>
          )}
          {view.note ? <DiscardDraft entry={entry} view={view} close={props.close} patientId={patientId} /> : null}
        </div>
      </footer>
    </form>
  );
}

function wordsOf(
  hindrance: Hindrance,
  t: { [Key in 'nothingToSign' | 'notSavedYet' | 'changedMeanwhile' | 'notAsSeen' | 'valueNotUnderstood']: string } & {
    missing: (words: string) => string;
    unlikely: (what: string) => string;
  },
): string {
  switch (hindrance.kind) {
    case 'empty':
      return t.nothingToSign;
    case 'missing':
      return t.missing(hindrance.titles.join(', '));
    case 'unlikely':
      return t.unlikely(hindrance.said);
    case 'not-understood':
      return t.valueNotUnderstood;
    case 'not-saved':
      return t.notSavedYet;
    case 'changed-meanwhile':
      return t.changedMeanwhile;
    case 'not-as-seen':
      return t.notAsSeen;
    case 'refused':
      return hindrance.reason;
  }
}

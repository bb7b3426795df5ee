/**
 * Corrects a signed note: the text as it should be, why, and what that changes, before it is signed anew. What it said before stays in
 * its history (PDL 2008:355, 3 kap. 14 §). A correction is short work and is kept in this tab until it is signed.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import { useEarlierCodes } from '../../../coding/use-earlier-codes.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { useSession } from '../../../session/session-context.ts';
import { Differences } from '../differences.tsx';
import { itemsOf, textsOf } from '../draft/note-items.ts';
import { type NoteTexts, sameTexts, withText } from '../draft/note-store.ts';
import { unsavedNotes } from '../draft/open-drafts.ts';
import { toldCoded } from '../draft/coded-answers.ts';
import { type CodedField as Coded, templateFields, type ValueField, type WordField } from '../draft/template-fields.ts';
import { correctNote, type Note, noteQuery, type Template, templateQuery } from '../queries.ts';
import { SignedNow } from '../write/signed-now.tsx';
import { NoteField } from '../write/note-field.tsx';
import { CodedField } from '../write/coded-field.tsx';
import { ValueFields } from '../write/value-fields.tsx';
import { texts } from '../texts.ts';
import { forgetCorrection, keepCorrection, keptCorrection } from './kept-correction.ts';
import '../write/write.css';

export default function CorrectWorkspace(props: WorkspaceProps) {
  const noteId = props.args.note ?? '';
  const note = useQuery({ ...noteQuery(props.patientId, noteId), refetchOnWindowFocus: false });
  const template = useQuery({ ...templateQuery(note.data?.questionnaire), enabled: note.data !== undefined });
  const failed = note.error ?? template.error;
  if (failed)
    return <Failed failure={failed} onRetry={() => void (note.error ? note.refetch() : template.refetch())} />;
  if (!note.data || template.data === undefined) return <Loading rows={8} />;
  if (props.args.signed) return <SignedNow note={note.data} close={props.close} />;
  return <Correction {...props} note={note.data} template={template.data ?? undefined} />;
}

function Correction({
  patientId,
  args,
  onArgs,
  note,
  template,
  close,
}: WorkspaceProps & { note: Note; template: Template | undefined }) {
  const t = useTexts(texts);
  const { session } = useSession();
  const caller = session.caller?.id ?? '';
  const recordChanged = useRecordChanged();
  const earlierOf = useEarlierCodes(patientId);
  const queries = useQueryClient();
  const before = textsOf(note, template);
  const [draft, setDraft] = useState(
    () => keptCorrection(caller, note.id) ?? { texts: leftOver(caller, patientId, args.draft) ?? before, reason: '' },
  );
  const [hindrance, setHindrance] = useState('');
  const [signing, setSigning] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const change = (next: typeof draft) => {
    setHindrance('');
    setDraft(next);
    keepCorrection(caller, note.id, next);
  };
  async function sign(): Promise<void> {
    if (signing) return;
    const notUnderstood = form.current?.querySelector<HTMLElement>('[data-not-understood]');
    if (notUnderstood) {
      setHindrance(t.valueNotUnderstood);
      return notUnderstood.focus();
    }
    if (draft.reason.trim() === '') return setHindrance(t.reasonMissing);
    if (sameTexts(draft.texts, before)) return setHindrance(t.nothingCorrected);
    setSigning(true);
    try {
      const items = itemsOf(template, draft.texts, note.item);
      const corrected = await correctNote(note, { ...note, item: items }, draft.reason, patientId);
      forgetCorrection(caller, note.id);
      queries.setQueryData(noteQuery(patientId, note.id).queryKey, corrected);
      // So that a reload shows the corrected note and not the form again.
      onArgs({ note: note.id, signed: 'yes' });
      await recordChanged(patientId);
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setHindrance(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    } finally {
      setSigning(false);
    }
  }

  const fields = wordsOf(template, note);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter from any field in it
    <form
      ref={form}
      className="note-editor"
      aria-label={t.correctTitle}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event: KeyboardEvent) =>
        event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? void sign() : undefined
      }
    >
      <p className="quiet">{t.correctMore}</p>
      <TextField label={t.reason} value={draft.reason} onChange={(reason) => change({ ...draft, reason })} isRequired />
      <div className="note-fields">
        {fields.map((field) => {
          const onType = (linkId: string, text: string) =>
            change({ ...draft, texts: withText(draft.texts, linkId, text) });
          if (field.kind === 'coded')
            return (
              <CodedField
                key={field.linkId}
                field={field}
                earlier={earlierOf(field.line)}
                text={draft.texts[field.linkId] ?? ''}
                others={undefined}
                isMissing={false}
                isReadOnly={signing}
                onType={(text) => onType(field.linkId, text)}
              />
            );
          return field.kind === 'value' ? (
            <ValueFields
              key={field.linkId}
              field={field}
              texts={draft.texts}
              othersOf={() => undefined}
              isMissing={false}
              isReadOnly={signing}
              onType={onType}
            />
          ) : (
            <NoteField
              key={field.linkId}
              field={field}
              text={draft.texts[field.linkId] ?? ''}
              others={undefined}
              isMissing={false}
              isReadOnly={signing}
              onType={(text) => onType(field.linkId, text)}
            />
          );
        })}
      </div>
      <Changes fields={fields} before={before} after={draft.texts} />
      <footer className="note-editor-foot">
        {hindrance ? (
          <p className="note-editor-hindrance" role="alert">
            {hindrance}
          </p>
        ) : null}
        <div className="note-editor-actions">
          <Button tone="primary" keys={t.signKeys} onPress={() => void sign()}>
            {signing ? t.signing : t.signCorrection}
          </Button>
          <Button
            tone="quiet"
            onPress={() => {
              forgetCorrection(caller, note.id);
              close();
            }}
          >
            {t.close}
          </Button>
        </div>
      </footer>
    </form>
  );
}

type Field = WordField | ValueField | Coded;

interface Compared {
  linkId: string;
  title: string;
  isCoded: boolean;
}

function Changes({ fields, before, after }: { fields: readonly Field[]; before: NoteTexts; after: NoteTexts }) {
  const t = useTexts(texts);
  const changed = fields.flatMap(rowsOf).filter(({ linkId }) => before[linkId] !== after[linkId]);
  const told = ({ isCoded }: Compared, text = '') => (isCoded ? toldCoded(text) : text);
  if (changed.length === 0) return null;
  return (
    <section className="note-changes">
      <h3>{t.whatChanges}</h3>
      {changed.map((field) => (
        <div key={field.linkId}>
          <h4 className="note-field-word">{field.title}</h4>
          <Differences before={told(field, before[field.linkId])} after={told(field, after[field.linkId])} />
        </div>
      ))}
    </section>
  );
}

/** What is compared on its own: a word, and each of the values that stand on one line. */
function rowsOf(field: Field): Compared[] {
  const { linkId, title } = field;
  if (field.kind !== 'value' || field.parts.length < 2) return [{ linkId, title, isCoded: field.kind === 'coded' }];
  return field.parts.map((part) => ({ linkId: part.linkId, title: `${title}, ${part.text ?? ''}`, isCoded: false }));
}

/** Words of the template, and those of the note that the template no longer has under the note's own headings. */
function wordsOf(template: Template | undefined, note: Note): Field[] {
  const fields = (template ? templateFields(template) : []).filter(
    (field): field is Field => field.kind === 'word' || field.kind === 'value' || field.kind === 'coded',
  );
  const headings = new Map<string, string>();
  const gather = (items: Note['item']) => {
    for (const item of items ?? []) {
      headings.set(item.linkId, item.text ?? item.linkId);
      gather(item.item);
    }
  };
  gather(note.item);
  const carried = Object.keys(textsOf(note, template)).filter(
    (linkId) => !fields.some((field) => field.linkId === linkId),
  );
  return [
    ...fields,
    ...carried.map(
      (linkId): WordField => ({
        kind: 'word',
        linkId,
        title: headings.get(linkId) ?? linkId,
        level: 1,
        isRequired: false,
        phrases: [],
      }),
    ),
  ];
}

/** What was written in a draft that a colleague signed meanwhile. */
function leftOver(caller: string, patientId: string, draft: string | undefined): NoteTexts | undefined {
  return draft ? unsavedNotes(caller, patientId).find((note) => note.draft === draft)?.texts : undefined;
}

/**
 * Corrects a signed note: the text as it should be, why, and what that changes, before it is signed anew. What it said before stays in
 * its history (PDL 2008:355, 3 kap. 14 §). What is typed is kept as any form's is, until it is signed.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import { useEarlierCodes } from '../../../coding/use-earlier-codes.ts';
import { DockForm } from '../../../dock/dock-form.tsx';
import type { WorkspaceProps } from '../../../feature.ts';
import { useSession } from '../../../session/session-context.ts';
import { Differences } from '../differences.tsx';
import { itemsOf, textsOf } from '../draft/note-items.ts';
import { unlikelySaid } from '../draft/typed-answers.ts';
import { type DraftTexts, sameTexts } from '../../../drafts/draft-store.ts';
import { type Sending, useFormDraft } from '../../../drafts/use-form-draft.ts';
import { unsavedNotes } from '../draft/open-notes.ts';
import { toldCoded } from '../draft/coded-answers.ts';
import { type CodedField as Coded, templateFields, type ValueField, type WordField } from '../draft/template-fields.ts';
import { correctNote, type Note, noteQuery, type Template, templateQuery } from '../queries.ts';
import { SignedNow } from '../write/signed-now.tsx';
import { NoteField } from '../write/note-field.tsx';
import { CodedField } from '../write/coded-field.tsx';
import { ValueFields } from '../write/value-fields.tsx';
import { texts } from '../texts.ts';
import { changedBetween, correctedTexts, withCorrected } from './corrected-words.ts';
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
  takesFocus,
  note,
  template,
}: WorkspaceProps & { note: Note; template: Template | undefined }) {
  const t = useTexts(texts);
  const { session } = useSession();
  const caller = session.caller?.id ?? '';
  const recordChanged = useRecordChanged();
  const earlierOf = useEarlierCodes(patientId);
  const queries = useQueryClient();
  const before = textsOf(note, template);
  const draft = useFormDraft(
    { patientId, form: 'notes/correct', args: { note: note.id } },
    { changed: {} as DraftTexts, reason: '' },
  );
  const { changed, reason } = draft.fields;
  const [hindrance, setHindrance] = useState('');
  const [askedOf, setAskedOf] = useState('');
  const [signing, setSigning] = useState(false);
  const words = useRef<HTMLDivElement>(null);
  const takeOver = useEffectEvent(() => {
    const left = leftOver(caller, patientId, args.draft);
    if (left && !draft.isBegun) draft.change({ changed: changedBetween(before, left) });
  });
  useEffect(() => takeOver(), []);

  const change = (part: Partial<typeof draft.fields>) => {
    setHindrance('');
    draft.change(part);
  };
  const refuse = (why: string): false => {
    setHindrance(why);
    return false;
  };
  const sign: Sending = async (screen) => {
    const notUnderstood = words.current?.querySelector<HTMLElement>('[data-not-understood]');
    if (notUnderstood) {
      notUnderstood.focus();
      return refuse(t.valueNotUnderstood);
    }
    if (reason.trim() === '') return refuse(t.reasonMissing);
    if (Object.keys(changed).length === 0) return refuse(t.nothingCorrected);
    const unlikely = unlikelySaid(template, after);
    if (unlikely !== '' && unlikely !== askedOf) {
      setAskedOf(unlikely);
      return refuse(t.unlikely(unlikely));
    }
    setSigning(true);
    try {
      const items = itemsOf(template, after, note.item);
      if (!sameTexts(textsOf({ item: items }, template), after)) return refuse(t.correctionNotAsSeen);
      const corrected = await correctNote(note, { ...note, item: items }, reason, screen);
      queries.setQueryData(noteQuery(patientId, note.id).queryKey, corrected);
      // So that a reload shows the corrected note and not the form again.
      onArgs({ note: note.id, signed: 'yes' });
      await recordChanged(patientId);
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      return refuse(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    } finally {
      setSigning(false);
    }
  };

  const after = correctedTexts(before, changed);
  const fields = wordsOf(template, note);
  const onType = (linkId: string, text: string) => change({ changed: withCorrected(changed, before, linkId, text) });
  return (
    <DockForm
      label={t.correctTitle}
      draft={draft}
      onSend={sign}
      send={t.signCorrection}
      sending={t.signing}
      isSending={signing}
      problems={[hindrance]}
    >
      <p className="quiet">{t.correctMore}</p>
      <TextField
        label={t.reason}
        value={reason}
        onChange={(next) => change({ reason: next })}
        isRequired
        autoFocus={takesFocus}
      />
      <div className="note-fields" ref={words}>
        {fields.map((field) => (
          <CorrectedField
            key={field.linkId}
            field={field}
            texts={after}
            earlierOf={earlierOf}
            isReadOnly={signing}
            onType={onType}
          />
        ))}
      </div>
      <Changes fields={fields} before={before} after={after} />
    </DockForm>
  );
}

interface CorrectedFieldProps {
  field: Field;
  texts: DraftTexts;
  earlierOf: ReturnType<typeof useEarlierCodes>;
  isReadOnly: boolean;
  onType: (linkId: string, text: string) => void;
}

function CorrectedField({ field, texts: written, earlierOf, isReadOnly, onType }: CorrectedFieldProps) {
  if (field.kind === 'value')
    return (
      <ValueFields
        field={field}
        texts={written}
        othersOf={() => undefined}
        isMissing={false}
        isReadOnly={isReadOnly}
        onType={onType}
      />
    );
  const shared = {
    text: written[field.linkId] ?? '',
    others: undefined,
    isMissing: false,
    isReadOnly,
    onType: (text: string) => onType(field.linkId, text),
  };
  return field.kind === 'coded' ? (
    <CodedField field={field} earlier={earlierOf(field.line)} {...shared} />
  ) : (
    <NoteField field={field} {...shared} />
  );
}

type Field = WordField | ValueField | Coded;

interface Compared {
  linkId: string;
  title: string;
  isCoded: boolean;
}

function Changes({ fields, before, after }: { fields: readonly Field[]; before: DraftTexts; after: DraftTexts }) {
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
function leftOver(caller: string, patientId: string, draft: string | undefined): DraftTexts | undefined {
  return draft ? unsavedNotes(caller, patientId).find((note) => note.draft === draft)?.texts : undefined;
}

/**
 * Where a note is written, in the dock: choose a template and write, or go on with a draft. Given `note`, it is a draft on the
 * server; given `draft` and `template`, one begun in this tab.
 */
import { useQuery } from '@tanstack/react-query';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useEffectEvent, useState } from 'react';
import type { WorkspaceProps } from '../../../feature.ts';
import { useSession } from '../../../session/session-context.ts';
import type { Session, SessionAssignment } from '@vardkedjan/ui/session.ts';
import type { Kept } from '../../../drafts/kept-drafts.ts';
import { openedDraft, type OpenDraft } from '../../../drafts/open-drafts.ts';
import { openNote, unsavedNotes } from '../draft/open-notes.ts';
import { storedNoteOf } from '../draft/fhir-note-store.ts';
import { rememberTemplate } from './last-template.ts';
import { draftQuery, type Note, noteQuery, type Template, templateQuery } from '../queries.ts';
import { nameOf } from '../../../unit-templates/template-versions.ts';
import { texts } from '../texts.ts';
import { NoteEditor } from './note-editor.tsx';
import { SignedNow } from './signed-now.tsx';
import { type TemplateChoice, useTemplates } from './use-templates.ts';
import { useContactNow } from './contact-now.ts';
import './write.css';

export default function NoteWorkspace(props: WorkspaceProps) {
  const { note, draft } = props.args;
  // Begun in this tab before a reload: the server may have it.
  const [toResume] = useState(() => (draft && !openedDraft(draft) ? draft : undefined));
  if (note) return <ExistingDraft key={note} {...props} noteId={note} />;
  return toResume === draft && draft ? <ResumedDraft {...props} draft={draft} /> : <NewDraft {...props} />;
}

function ResumedDraft(props: WorkspaceProps & { draft: string }) {
  const found = useQuery({ ...draftQuery(props.patientId, props.draft), refetchOnWindowFocus: false });
  if (found.isError) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading rows={8} />;
  return found.data ? <ExistingDraft {...props} noteId={found.data.id} /> : <NewDraft {...props} />;
}

function NewDraft(props: WorkspaceProps) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const { args, onArgs, onTitle, patientId } = props;
  const templates = useTemplates();
  const contact = useContactNow(patientId);
  const [opened, setOpened] = useState<{ entry: OpenDraft; template: Template }>();
  const template = templates.isPending ? undefined : chosenTemplate(templates, args.template, opened);

  const begin = useEffectEvent((chosen: Template) => {
    const draft = args.draft && !opened ? args.draft : crypto.randomUUID();
    const entry = openNote({
      draft,
      patientId,
      template: chosen,
      caller: callerOf(session),
      author: authorOf(session, assignment),
      ...(contact ? { encounter: contact.reference } : {}),
      start: unsavedNotes(callerOf(session), patientId).find((each) => each.draft === draft) ?? { texts: {} },
    });
    setOpened({ entry, template: chosen });
    onArgs({ template: chosen.id, draft });
    onTitle(nameOf(chosen));
  });
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the draft lives beside the components and is opened once its template is known
    if (template && template.id !== opened?.template.id) begin(template);
  }, [template, opened]);

  if (templates.error) return <Failed failure={templates.error} onRetry={templates.retry} />;
  if (templates.isPending) return <Loading rows={8} />;
  if (!template) return <p>{t.noTemplates}</p>;
  if (!opened) return <Loading rows={8} />;
  return (
    <NoteEditor
      key={opened.entry.draft}
      {...props}
      entry={opened.entry}
      template={opened.template}
      choices={withBegun(templates.suitable, opened.template)}
      contact={contact?.name}
      onTemplate={(id) => {
        const url = templates.all.find((each) => each.id === id)?.url;
        if (url) rememberTemplate(assignment.careUnit.id, url);
        onArgs({ template: id });
      }}
    />
  );
}

/**
 * The one that was asked for, in the version that is in use now. What is begun keeps its own, whatever is published meanwhile: until
 * something is written there is nothing to keep.
 */
function chosenTemplate(
  { all, suitable }: TemplateChoice,
  wanted: string | undefined,
  opened: { entry: OpenDraft; template: Template } | undefined,
): Template | undefined {
  const isBegun = opened && Object.keys(opened.entry.autosave.view().texts).length > 0;
  if (isBegun && (wanted === undefined || wanted === opened.template.id)) return opened.template;
  return all.find((each) => each.id === wanted) ?? all.find((each) => each.url === opened?.template.url) ?? suitable[0];
}

/** A version that is in use no longer stands in its own place for the one who writes by it. */
function withBegun(suitable: readonly Template[], begun: Template): Template[] {
  if (suitable.some(({ id }) => id === begun.id)) return [...suitable];
  return [begun, ...suitable.filter(({ url }) => url !== begun.url)];
}

function ExistingDraft(props: WorkspaceProps & { noteId: string }) {
  const t = useTexts(texts);
  const { session } = useSession();
  const { patientId, noteId } = props;
  const note = useQuery({ ...noteQuery(patientId, noteId), refetchOnWindowFocus: false });
  const template = useQuery({ ...templateQuery(note.data?.questionnaire), enabled: note.data !== undefined });
  const failed = note.error ?? template.error;
  if (failed)
    return <Failed failure={failed} onRetry={() => void (note.error ? note.refetch() : template.refetch())} />;
  if (!note.data || template.data === undefined) return <Loading rows={8} label={t.loadingNote} />;
  const isHere = unsavedNotes(callerOf(session), patientId).some((kept) => kept.draft === draftNameOf(note.data));
  if (!isDraft(note.data) && !isHere) return <SignedNow note={note.data} close={props.close} />;
  return <OpenedDraft {...props} note={note.data} template={template.data ?? undefined} />;
}

function OpenedDraft(props: WorkspaceProps & { note: Note; template: Template | undefined }) {
  const { session, assignment } = useSession();
  const { note, template, patientId, onTitle } = props;
  const [entry] = useState(() => reopen(note, template, patientId, session, assignment));
  const title = template ? nameOf(template) : '';
  const tell = useEffectEvent(onTitle);
  useEffect(() => {
    if (title) tell(title);
  }, [title]);
  return <NoteEditor {...props} entry={entry} template={template} choices={[]} contact={note.encounter?.display} />;
}

/** With what this tab still had of it, merged with what the server has. */
function reopen(
  note: Note,
  template: Template | undefined,
  patientId: string,
  session: Session,
  assignment: SessionAssignment,
): OpenDraft {
  const draft = draftNameOf(note);
  const kept: Kept | undefined = unsavedNotes(callerOf(session), patientId).find((each) => each.draft === draft);
  const stored = storedNoteOf(note, template);
  const entry = openNote({
    draft,
    patientId,
    template,
    note,
    caller: callerOf(session),
    author: authorOf(session, assignment),
    start: kept ?? { base: stored, texts: stored.texts },
  });
  entry.autosave.acknowledge(stored);
  return entry;
}

const draftNameOf = (note: Note) => note.identifier?.value?.replace(/^urn:uuid:/, '') ?? note.id;

const callerOf = (session: Session) => session.caller?.id ?? '';

function authorOf(session: Session, { title }: SessionAssignment) {
  return {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, title),
  };
}

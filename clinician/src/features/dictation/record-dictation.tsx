/** A dictation in the dock: by which template, recorded with pauses, sent to the secretary’s queue with the draft that it becomes. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { withTitle } from '@vardkedjan/ui/note/note-title.ts';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useState } from 'react';
import { ongoingContact } from '../../chart/ongoing-contact.ts';
import { today } from '../../chart/today.ts';
import { useChart } from '../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import { useSaving } from '../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { unitQuery } from '../../letters/letter-templates.ts';
import { useSession } from '../../session/session-context.ts';
import { usedTemplatesQuery } from '../../unit-templates/queries.ts';
import { mostUsedFirst, noteTemplatesQuery, sendDictation } from './queries.ts';
import type { SoundKey } from './kept-sound.ts';
import { minutesAndSeconds, texts } from './texts.ts';
import { useKeptSound } from './use-kept-sound.ts';
import { type Recorder, useRecorder } from './use-recorder.ts';
import './dictation.css';

export default function RecordDictation({ patientId }: WorkspaceProps) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const { id: unitId, name: display } = assignment.careUnit;
  const chart = useChart(patientId);
  const unit = useSuspenseQuery(unitQuery(unitId)).data;
  const codings = (unit.type ?? []).flatMap(({ coding = [] }) => coding);
  const kind = codings.find(({ system }) => system?.endsWith('/unit-kind'))?.code ?? null;
  const practitioner = session.caller?.practitioner?.id ?? '';
  const used = useSuspenseQuery(usedTemplatesQuery(practitioner)).data;
  const templates = mostUsedFirst(useSuspenseQuery(noteTemplatesQuery(unitId, kind)).data, used);
  const { isSaving, problem, setProblem, save } = useSaving(patientId);
  const form = useDockForm({
    chosen: undefined as string | undefined,
    isUrgent: false,
    sound: undefined as SoundKey | undefined,
  });
  const { chosen, isUrgent, sound: locked } = form.fields;
  const kept = useKeptSound(locked, (sound) => form.change({ sound }));
  const recorder = useRecorder(kept);
  const [sent, setSent] = useState(false);
  const [ids] = useState(() => [crypto.randomUUID(), crypto.randomUUID()] as const);
  const template = templates.find(({ id }) => id === chosen) ?? templates[0];

  const again = () => {
    recorder.again();
    kept.forget();
    form.change({ sound: undefined });
  };

  const send: Sending = async (screen) => {
    const sound = await recorder.end();
    if (!sound || !template) {
      setProblem(sound ? t.noTemplates : t.nothing);
      return false;
    }
    const [id, noteId] = ids;
    const contact = ongoingContact(chart.encounters, unitId, today());
    const reference = `Practitioner/${practitioner}`;
    const dictated = {
      id,
      patientId,
      note: { ...draftOf(template, noteId, patientId), id: noteId },
      author: { reference, display: nameWithTitle(session.name, assignment.title) },
      unit: { reference: `Organization/${unitId}`, display },
      ...(contact?.id !== undefined && { encounter: { reference: `Encounter/${contact.id}` } }),
      sound: { ...(await bytesOf(sound)), seconds: Math.max(1, recorder.seconds) },
      isUrgent,
      now: new Date(),
    };
    const isSent = await save(() => sendDictation(dictated, screen));
    setSent(isSent);
    if (isSent) kept.forget();
    return isSent;
  };

  if (sent)
    return (
      <DockDone>
        <h3>{t.sent}</h3>
        <output>{t.sentMore}</output>
      </DockDone>
    );
  return (
    <DockForm
      label={t.dictate}
      draft={form}
      onSend={send}
      send={t.send}
      sending={t.sending}
      isSending={isSaving}
      problems={[problem, kept.isKept ? '' : t.notKept]}
    >
      <Select
        label={t.template}
        choices={templates.map(({ id, title = '' }) => ({ value: id, text: title }))}
        value={template?.id}
        onChange={(id) => form.change({ chosen: id })}
      />
      {kept.isElsewhere ? <p role="status">{t.elsewhere}</p> : null}
      <Controls recorder={recorder} onAgain={again} />
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={isUrgent}
          onChange={({ target }) => form.change({ isUrgent: target.checked })}
        />
        <span>{t.urgent}</span>
      </label>
    </DockForm>
  );
}

function Controls({ recorder, onAgain }: { recorder: Recorder; onAgain: () => void }) {
  const t = useTexts(texts);
  const { state, seconds } = recorder;
  const time = minutesAndSeconds(seconds);
  if (state === 'not-here') return <p role="alert">{t.notHere}</p>;
  const isBegun = state === 'recording' || state === 'paused' || state === 'taken-up';
  // One button that says what it does now: the focus stays on it.
  const words = state === 'recording' ? t.pause : state === 'paused' ? t.goOn : t.start;
  const act = state === 'recording' ? recorder.pause : state === 'paused' ? recorder.goOn : () => void recorder.start();
  return (
    <div className="dictation-controls">
      {state === 'no-microphone' ? <p role="alert">{t.noMicrophone}</p> : null}
      {state === 'taken-up' ? (
        <p>{t.takenUpMore}</p>
      ) : (
        <Button autoFocus onPress={act}>
          {words}
        </Button>
      )}
      {isBegun ? (
        <Button tone="quiet" onPress={onAgain}>
          {t.again}
        </Button>
      ) : null}
      <output className="dictation-time">
        {state === 'recording' ? t.recording(time) : ''}
        {state === 'paused' ? t.paused(time) : ''}
        {state === 'taken-up' ? t.takenUp(time) : ''}
      </output>
    </div>
  );
}

function draftOf(template: Questionnaire, noteId: string, patientId: string) {
  const canonical = template.version ? `${template.url ?? ''}|${template.version}` : (template.url ?? '');
  return withTitle(
    {
      resourceType: 'QuestionnaireResponse',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${noteId}` },
      status: 'in-progress',
      authored: new Date().toISOString(),
      questionnaire: canonical,
      subject: { reference: `Patient/${patientId}` },
    },
    template.title,
  );
}

async function bytesOf(sound: Blob) {
  const bytes = new Uint8Array(await sound.arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return {
    contentType: sound.type.split(';')[0] || 'audio/webm',
    data: base64Of(bytes),
    size: bytes.length,
    hash: base64Of(digest),
  };
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}

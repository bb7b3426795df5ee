/** A letter to the patient, begun from one of the unit’s templates. What is sent is archived as it is; who is protected gets no post. */
import type { DocumentReference, Parameters, Patient } from '@medplum/fhirtypes';
import { type LetterChannel, letterKinds } from '@vardkedjan/care/coordination/letters/letter.ts';
import { emptyPlaces } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { useChart } from '../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import { useSaving } from '../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { letterReaderQuery } from '../../letters/letter-reader.ts';
import { sendLetter } from '../../letters/send-letter.ts';
import { UnreadOnline } from '../../letters/unread-online.tsx';
import { useLetterStart } from './letter-start.ts';
import { texts } from './texts.ts';

export default function WriteLetter({ patientId, args, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const { patient } = useChart(patientId);
  const { insteadOf } = args;
  const start = useLetterStart(patientId, insteadOf);
  const { templates } = start;
  const saving = useSaving(patientId);
  const { unread, mayPost } = useSuspenseQuery(letterReaderQuery(patientId)).data;
  const isReadOnline = unread === undefined;
  const form = useDockForm({
    chosen: start.templateBefore,
    written: start.before,
    channel: (isReadOnline && (insteadOf === undefined || !mayPost) ? 'online' : 'post') as LetterChannel,
    address: addressOf(patient),
  });
  const { chosen, written, channel, address } = form.fields;
  const [sent, setSent] = useState<{ letter: DocumentReference; isPosted: boolean }>();
  const template = templates.find(({ canonical }) => canonical === chosen) ?? templates[0];
  const letter = written ?? start.beginningWith(template);
  const write = (part: Partial<typeof letter>) => form.change({ written: { ...letter, ...part } });
  const isPosted = channel === 'post';
  const send: Sending = async (screen) => {
    const refusal = whyNot(letter, t);
    if (refusal !== undefined) {
      saving.setProblem(refusal);
      return false;
    }
    const more = template ? { kind: template.kind, template: template.canonical } : { kind: 'letter' as const };
    const to = isPosted && address !== addressOf(patient) ? { address } : {};
    return saving.save(async () =>
      setSent({
        letter: await sendLetter({ patientId, ...letter, ...more, ...to, channel, insteadOf }, screen),
        isPosted,
      }),
    );
  };
  if (sent) return <Sent {...sent} patientId={patientId} />;
  return (
    <DockForm
      label={t.write}
      draft={form}
      onSend={send}
      send={t.send}
      sending={t.sending}
      isSending={saving.isSaving}
      problems={[saving.problem]}
    >
      {templates.length === 0 ? (
        <p className="quiet">{t.noTemplates}</p>
      ) : (
        <Select
          label={t.template}
          choices={templates.map(({ canonical, title, kind }) => ({
            value: canonical,
            text: title,
            detail: letterKinds[kind],
          }))}
          value={template?.canonical}
          onChange={(canonical) => form.change({ chosen: canonical, written: undefined })}
        />
      )}
      {template?.kind === 'discharge' && insteadOf === undefined ? (
        <p className="quiet">{start.hasStay ? t.prefilled : t.noStay}</p>
      ) : null}
      <TextField label={t.titleField} value={letter.title} onChange={(title) => write({ title })} />
      <FreeText
        label={t.text}
        lines={12}
        value={letter.text}
        onChange={(text) => write({ text })}
        autoFocus={takesFocus}
      />
      <UnreadOnline patientId={patientId} />
      {isReadOnline && !mayPost ? <p>{t.protected}</p> : null}
      {isReadOnline && mayPost ? (
        <Choices
          label={t.channel}
          texts={t.channels}
          value={channel}
          onChange={(next) => form.change({ channel: next })}
        />
      ) : null}
      {isPosted && mayPost ? (
        <TextField
          label={t.address}
          help={t.addressHelp}
          lines={3}
          value={address}
          onChange={(next) => form.change({ address: next })}
        />
      ) : null}
    </DockForm>
  );
}

const addressOf = ({ address: [first] = [] }: Patient): string =>
  [...(first?.line ?? []), [first?.postalCode, first?.city].filter(Boolean).join(' ')].filter(Boolean).join('\n');

/** What is to be done before it can be sent; undefined: nothing. */
function whyNot({ title, text }: { title: string; text: string }, t: (typeof texts)['sv']): string | undefined {
  const toFill = emptyPlaces(text);
  if (title.trim() === '' || text.trim() === '') return t.empty;
  return toFill.length > 0 ? t.toFill(toFill.join(', ')) : undefined;
}

interface SentProps {
  letter: DocumentReference;
  patientId: string;
  isPosted: boolean;
}

function Sent({ letter, patientId, isPosted }: SentProps) {
  const t = useTexts(texts);
  /** What is put on paper is logged. */
  const told = () => {
    const entry = { name: 'entry', valueReference: { reference: `DocumentReference/${letter.id}` } };
    const body: Parameters = { resourceType: 'Parameters', parameter: [entry] };
    void operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$print`, { body, patient: patientId });
  };
  return (
    <DockDone>
      <h3>{t.done}</h3>
      <output>{letter.description}</output>
      {isPosted ? (
        <p>
          {t.waitsForPost}{' '}
          <a href={`/fhir/${letter.content[0]?.attachment.url}`} download={`${letter.description}.pdf`} onClick={told}>
            {t.toPrint}
          </a>
        </p>
      ) : null}
    </DockDone>
  );
}

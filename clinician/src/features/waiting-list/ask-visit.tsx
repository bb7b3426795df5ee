/** The patient is to come again: what for and when. It lies on the unit’s waiting list until a time is booked. */
import type { AskedVisit } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { addDays } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { texts as bookingTexts } from '../../booking/texts.ts';
import { ongoingContact } from '../../chart/ongoing-contact.ts';
import { today } from '../../chart/today.ts';
import { useChart } from '../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import type { Sending } from '../../drafts/use-form-draft.ts';
import { useSaving } from '../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { useSession } from '../../session/session-context.ts';
import { askVisit } from './queries.ts';
import { texts } from './texts.ts';

const mostWeeks = 104;

export default function AskVisit({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const { 'return-visit': again, treatment, assessment } = useTexts(bookingTexts).kinds;
  const { session, assignment } = useSession();
  const chart = useChart(patientId);
  const { isSaving, problem, setProblem, save } = useSaving(patientId);
  const form = useDockForm({ kind: 'return-visit' as AskedVisit, reason: '', weeks: '4' });
  const { kind, reason, weeks } = form.fields;
  const [id] = useState(() => crypto.randomUUID());
  const [sent, setSent] = useState<{ from: string; until: string }>();
  const send: Sending = async (screen) => {
    const count = /^\d{1,3}$/.test(weeks.trim()) ? Number(weeks) : Number.NaN;
    if (!(count <= mostWeeks)) {
      setProblem(t.badWeeks);
      return false;
    }
    const from = addDays(today(), Math.max(1, count * 7));
    const until = addDays(from, 14);
    const contact = ongoingContact(chart.encounters, assignment.careUnit.id, today());
    const requester = {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    };
    const asked = {
      id,
      kind,
      reason,
      patientId,
      requester,
      from,
      until,
      now: new Date(),
      ...(contact?.id !== undefined && { encounter: { reference: `Encounter/${contact.id}` } }),
      ...(kind === 'return-visit' && { with: requester }),
      unit: { reference: `Organization/${assignment.careUnit.id}`, display: assignment.careUnit.name },
    };
    const isSent = await save(() => askVisit(asked, screen));
    if (isSent) setSent({ from, until });
    return isSent;
  };
  if (sent)
    return (
      <DockDone>
        <h3>{t.asked}</h3>
        <output>{t.askedMore(sent.from, sent.until)}</output>
      </DockDone>
    );
  return (
    <DockForm
      label={t.ask}
      draft={form}
      onSend={send}
      send={t.send}
      sending={t.sending}
      isSending={isSaving}
      problems={[problem]}
    >
      <Choices
        label={t.kind}
        texts={{ 'return-visit': again, treatment, assessment }}
        value={kind}
        onChange={(next) => form.change({ kind: next })}
        autoFocus={takesFocus}
      />
      <TextField label={t.reasonOfVisit} value={reason} onChange={(next) => form.change({ reason: next })} />
      <TextField label={t.inWeeks} help={t.within} value={weeks} onChange={(next) => form.change({ weeks: next })} />
    </DockForm>
  );
}

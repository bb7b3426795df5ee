/** What somebody has drunk, been given or passed. */
import { type FluidKind, fluidEntry, fluidKinds } from '@vardkedjan/care/clinical/vitals/fluid-balance.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { useChart } from '../../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useSaving } from '../../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { useSession } from '../../../session/session-context.ts';
import { stayHere } from '../round/round-rows.ts';
import { useNow } from '../../../work/use-now.ts';
import { texts } from '../texts.ts';
import { clockText, momentOf } from '../../../work/clock.ts';
import { saveAll } from './save-round.ts';

const kinds = Object.keys(fluidKinds) as FluidKind[];

export default function FluidWorkspace({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const saving = useSaving(patientId);
  const { session, assignment } = useSession();
  const [kind, setKind] = useState<FluidKind>('drink');
  const [amount, setAmount] = useState('');
  const now = useNow();
  const [time, setTime] = useState('');
  const [isSaved, setSaved] = useState(false);
  const stay = stayHere(chart, assignment.careUnit.id);
  const save = async () => {
    const pressed = new Date();
    const taken = time.trim() === '' ? pressed : momentOf(time, pressed);
    const isAmount = /^[1-9]\d{0,4}$/.test(amount.trim());
    if (taken === undefined || !isAmount) {
      saving.setProblem(isAmount ? t.badTime : t.badAmount);
      return false;
    }
    const entry = fluidEntry(kind, Number(amount), {
      subject: { reference: `Patient/${patientId}` },
      ...(stay && { encounter: { reference: `Encounter/${stay.id}` } }),
      performer: [
        {
          reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
          display: nameWithTitle(session.name, assignment.title),
        },
      ],
      taken: taken.toISOString(),
      newId: () => crypto.randomUUID(),
    });
    const isTaken = await saving.save(() => saveAll([entry], patientId));
    setSaved(isTaken);
    return isTaken;
  };
  if (isSaved)
    return (
      <DockDone
        actions={
          <Button
            onPress={() => {
              setAmount('');
              setSaved(false);
            }}
          >
            {t.another}
          </Button>
        }
      >
        <output>{t.savedFluid}</output>
      </DockDone>
    );
  return (
    <DockForm
      label={t.recordFluid}
      onSend={save}
      send={t.save}
      sending={t.saving}
      isSending={saving.isSaving}
      problems={[saving.problem]}
    >
      <TextField label={t.amount} value={amount} onChange={setAmount} autoFocus={takesFocus} inputMode="numeric" />
      <Select
        label={t.kind}
        choices={kinds.map((value) => ({ value, text: t.fluidKinds[value], detail: t[fluidKinds[value].way] }))}
        value={kind}
        onChange={setKind}
      />
      <TextField label={t.time} value={time} onChange={setTime} placeholder={clockText(now)} />
    </DockForm>
  );
}

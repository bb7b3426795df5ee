/** That a measure is done, signed by one press; who was first is told, and one’s own can be taken back. */
import type { Task } from '@medplum/fhirtypes';
import { doneTask, type MeasureDone, type MeasureDue } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { useSaving } from '../../../dock/use-saving.ts';
import { useSession } from '../../../session/session-context.ts';
import { texts } from '../texts.ts';
import { signMeasure, takeBackMeasure } from './save-plan.ts';
import { useMyself } from './use-myself.ts';

export function useSigningMeasures(patientId: string) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const { assignment } = useSession();
  const by = useMyself();
  const { isSaving, problem, save } = useSaving(patientId);
  const [told, tell] = useState('');
  const [mine, setMine] = useState<Task>();
  const sign = async ({ plan, measure }: MeasureDue, done: readonly MeasureDone[]) => {
    const contact = ongoingContact(chart.encounters, assignment.careUnit.id, today());
    const encounter = contact && { reference: `Encounter/${contact.id}` };
    const now = new Date();
    const task = doneTask({ plan, measure, patient: { reference: `Patient/${patientId}` }, encounter, by, done, now });
    await save(async () => {
      const stored = await signMeasure(task, patientId);
      const isMine = stored.authoredOn === task.authoredOn && stored.owner?.reference === by.reference;
      const { time } = localTime(new Date(stored.executionPeriod?.end ?? now));
      setMine(isMine ? stored : undefined);
      tell(
        isMine ? t.signedMeasure(measure.text, time) : t.signedBefore(measure.text, stored.owner?.display ?? '', time),
      );
    });
  };
  const takeBack = () =>
    save(async () => {
      if (mine) await takeBackMeasure(mine, patientId);
      setMine(undefined);
      tell(t.undone);
    });
  return { isSaving, problem, told, mayTakeBack: mine !== undefined, sign, takeBack };
}

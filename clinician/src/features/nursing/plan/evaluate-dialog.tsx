/** How it went: the outcome, words to it, and the day of the next evaluation; without one the plan ends. */
import { evaluatedPlan, type GoalOutcome, type NursingPlan } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { addDays, isDay } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { FreeText } from '../../../quick-texts/free-text.tsx';
import { today } from '../../../chart/today.ts';
import { useSaving } from '../../../dock/use-saving.ts';
import type { PlansFound } from '../../../nursing/plan-queries.ts';
import { texts } from '../texts.ts';
import { savePlan } from './save-plan.ts';
import { useMyself } from './use-myself.ts';

interface EvaluateDialogProps {
  plan: NursingPlan;
  found: PlansFound;
  patientId: string;
  onClose: () => void;
}

export function EvaluateDialog({ plan, found, patientId, onClose }: EvaluateDialogProps) {
  const t = useTexts(texts);
  const by = useMyself();
  const saving = useSaving(patientId);
  const [outcome, setOutcome] = useState<GoalOutcome>();
  const [text, setText] = useState('');
  const [next, setNext] = useState(addDays(today(), 7));
  const choose = (chosen: GoalOutcome) => {
    setOutcome(chosen);
    if (chosen === 'achieved') setNext('');
  };
  const save = async () => {
    if (outcome === undefined) return saving.setProblem(t.noOutcome);
    if (next.trim() !== '' && !(isDay(next.trim()) && next.trim() >= today()))
      return saving.setProblem(t.faults['no-days']);
    const own = found.plans.find(({ id }) => id === plan.id);
    const goal = found.goals.find(({ id }) => own?.goal?.some(({ reference }) => reference === `Goal/${id}`));
    if (own?.id === undefined || goal?.id === undefined) return saving.setProblem(t.noGoalThere);
    const evaluation = { outcome, text, next: next.trim() || undefined, by: by.display, at: new Date().toISOString() };
    const changed = evaluatedPlan({ ...goal, id: goal.id }, { ...own, id: own.id }, evaluation);
    if (await saving.save(() => savePlan(changed, patientId))) onClose();
  };
  return (
    <Dialog
      title={`${t.evaluate}: ${plan.title}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void save()}>
            {saving.isSaving ? t.saving : next.trim() === '' ? t.saveAndEnd : t.save}
          </Button>
        </>
      }
    >
      <p>
        <span className="quiet">{t.goal}:</span> {plan.goal}
      </p>
      <Choices<GoalOutcome> label={t.outcome} texts={t.outcomes} value={outcome} onChange={choose} autoFocus />
      <FreeText label={t.evaluation} lines={3} value={text} onChange={setText} />
      <TextField label={t.nextEvaluation} help={t.emptyEnds} value={next} onChange={setNext} />
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
    </Dialog>
  );
}

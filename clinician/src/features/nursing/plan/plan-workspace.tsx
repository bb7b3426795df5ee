/** A nursing plan begun from a template, which a risk proposes, or changed: problem, goal, when it is evaluated, and what is to be done. */
import type { CarePlan, Goal } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { begunPlan, nursingPlanOf, withMeasures } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { planFaults, type PlannedMeasure, planTemplateOf } from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { risksNow } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { isAssessedRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { addDays, isDay } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { FreeText } from '../../../quick-texts/free-text.tsx';
import { ongoingContact } from '../../../chart/ongoing-contact.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import type { Sending } from '../../../drafts/use-form-draft.ts';
import { useSaving } from '../../../dock/use-saving.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { type PlanDefinitionInUse, plansQuery, planTemplatesQuery } from '../../../nursing/plan-queries.ts';
import { risksQuery } from '../../../nursing/risk-queries.ts';
import { useSession } from '../../../session/session-context.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import { canonicalOf } from '../../../unit-templates/template-versions.ts';
import { texts } from '../texts.ts';
import { MeasureFields } from './measure-fields.tsx';
import { savePlan } from './save-plan.ts';
import { useMyself } from './use-myself.ts';
import '../nursing.css';

interface Written {
  title: string;
  goal: string;
  evaluateBy: string;
  measures: readonly PlannedMeasure[];
}

type Saved = [Goal & { id: string }, CarePlan & { id: string }];

const empty: Written = { title: '', goal: '', evaluateBy: '', measures: [] };

export default function PlanWorkspace({ patientId, args, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const saving = useSaving(patientId);
  const found = usePlanNamed(patientId, args.plan);
  // As it was when it was opened: whoever changes it meanwhile is not written over, and the second is told (F13).
  const [stored] = useState(found);
  const { templates, begunBy } = useBeginning(patientId);
  const proposed = templates.find((each) => planTemplateOf(each).risk === args.risk && args.risk !== undefined);
  const form = useDockForm({ ...(stored?.written ?? fromTemplate(proposed)), templateId: proposed?.id ?? '' });
  const { fields: written, change } = form;
  const [saved, setSaved] = useState<string>();
  const save: Sending = async (screen) => {
    const days = isDay(written.evaluateBy) ? 1 : 0;
    const [fault] = planFaults({ ...written, days });
    if (fault !== undefined) {
      saving.setProblem(t.faults[fault]);
      return false;
    }
    const next = stored
      ? stored.changed(written)
      : begunBy(
          written,
          templates.find(({ id }) => id === written.templateId),
        );
    const isTaken = await saving.save(() => savePlan(next, screen));
    if (isTaken) setSaved(written.title);
    return isTaken;
  };
  if (saved !== undefined)
    return (
      <DockDone>
        <output>{t.planSaved(saved)}</output>
      </DockDone>
    );
  const choose = (templateId: string) =>
    change({ ...fromTemplate(templates.find(({ id }) => id === templateId)), templateId });
  return (
    <DockForm
      label={stored ? t.changePlan : t.beginPlan}
      draft={form}
      onSend={save}
      send={stored ? t.save : t.begin}
      sending={t.saving}
      isSending={saving.isSaving}
      problems={[saving.problem]}
    >
      {stored ? null : (
        <Select
          label={t.template}
          choices={[
            { value: '', text: t.noTemplate },
            ...templates.map(({ id, title }) => ({ value: id, text: title ?? '' })),
          ]}
          value={written.templateId}
          onChange={choose}
        />
      )}
      <TextField
        label={t.problem}
        value={written.title}
        onChange={(title) => change({ title })}
        autoFocus={takesFocus}
      />
      <FreeText label={t.goal} lines={2} value={written.goal} onChange={(goal) => change({ goal })} />
      <TextField
        label={t.evaluateBy}
        value={written.evaluateBy}
        placeholder={addDays(today(), 7)}
        onChange={(evaluateBy) => change({ evaluateBy })}
      />
      <MeasureFields
        measures={written.measures}
        taken={stored?.taken ?? []}
        onChange={(measures) => change({ measures })}
      />
    </DockForm>
  );
}

function fromTemplate(template: PlanDefinitionInUse | undefined): Written {
  if (template === undefined) return empty;
  const { title, goal, days, measures } = planTemplateOf(template);
  return { title, goal, measures, evaluateBy: addDays(today(), days) };
}

function useBeginning(patientId: string) {
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const templates = useSuspenseQuery(planTemplatesQuery(unit, useSuspenseQuery(unitKindQuery(unit)).data)).data;
  const risks = risksNow(useSuspenseQuery(risksQuery(patientId)).data, today());
  const chart = useChart(patientId);
  const by = useMyself();
  const [ids] = useState(() => [crypto.randomUUID(), crypto.randomUUID()] as const);
  const begunBy = (written: Written, template: PlanDefinitionInUse | undefined) => {
    const contact = ongoingContact(chart.encounters, unit, today());
    const risk = template && planTemplateOf(template).risk;
    return begunPlan({
      ids,
      patient: { reference: `Patient/${patientId}` },
      encounter: contact && { reference: `Encounter/${contact.id}` },
      by,
      at: new Date().toISOString(),
      ...written,
      risk: isAssessedRisk(risk) ? risk : undefined,
      basis: risks.find(({ kind }) => kind === risk)?.id,
      template: template && canonicalOf(template),
    });
  };
  return { templates, begunBy };
}

/** The plan that is changed, as it is written in, and how what is written changes it; undefined: a new one is begun. */
function usePlanNamed(patientId: string, id: string | undefined) {
  const { plans, goals } = useSuspenseQuery(plansQuery(patientId)).data;
  const plan = plans.find((each) => each.id === id);
  const goal = goals.find((each) => plan?.goal?.some(({ reference }) => reference === `Goal/${each.id}`));
  const read = plan && nursingPlanOf(plan, goals);
  if (!plan?.id || !goal?.id || !read) return undefined;
  const own = { plan: { ...plan, id: plan.id }, goal: { ...goal, id: goal.id } };
  const goesOn = read.measures.filter(({ isStopped }) => !isStopped);
  return {
    written: {
      title: read.title,
      goal: read.goal,
      evaluateBy: read.evaluateBy ?? '',
      measures: goesOn.map(
        (each): PlannedMeasure => ({
          id: each.id,
          text: each.text,
          who: each.who,
          pace: each.pace ?? 'as-needed',
        }),
      ),
    },
    taken: read.measures,
    changed: ({ title, goal: text, evaluateBy, measures }: Written): Saved => [
      { ...own.goal, description: { text }, target: [{ dueDate: evaluateBy }] },
      withMeasures({ ...own.plan, title, goal: [{ reference: `Goal/${own.goal.id}`, display: text }] }, measures),
    ],
  };
}

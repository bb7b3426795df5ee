/** What a plan begins with, to write in: the risk that it answers, goal, when it is evaluated, measures. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import {
  planFaults,
  type PlanTemplate,
  planTemplateOf,
  withPlanTemplate,
} from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { type AssessedRisk, assessedRisks, isAssessedRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { EditorProps } from '../../../unit-templates/template-kind.ts';
import { MeasureFields } from '../plan/measure-fields.tsx';
import { texts } from '../texts.ts';

export function PlanTemplateEditor({ template, onChange }: EditorProps<PlanDefinition>) {
  const t = useTexts(texts);
  const said = planTemplateOf(template);
  const keep = (more: Partial<PlanTemplate>) => onChange(withPlanTemplate(template, { ...said, ...more }));
  const faults = planFaults(said);
  return (
    <div className="templates-editor plan-template">
      <TextField
        label={t.templates.name}
        value={said.title}
        onChange={(title) => keep({ title })}
        {...(faults.includes('no-title') && { error: t.faults['no-title'] })}
      />
      <Select
        label={t.answersRisk}
        choices={[
          { value: 'none', text: t.noRisk },
          ...(Object.keys(assessedRisks) as AssessedRisk[]).map((value) => ({ value, text: t.risks[value] })),
        ]}
        value={said.risk ?? 'none'}
        onChange={(risk) => keep({ risk: isAssessedRisk(risk) ? risk : undefined })}
      />
      <TextField
        label={t.goal}
        lines={2}
        value={said.goal}
        onChange={(goal) => keep({ goal })}
        {...(faults.includes('no-goal') && { error: t.faults['no-goal'] })}
      />
      <TextField
        label={t.evaluateAfter}
        defaultValue={String(said.days)}
        inputMode="numeric"
        onChange={(text) => {
          if (/^[1-9]\d{0,2}$/.test(text.trim())) keep({ days: Number(text) });
        }}
      />
      <MeasureFields measures={said.measures} onChange={(measures) => keep({ measures })} />
    </div>
  );
}

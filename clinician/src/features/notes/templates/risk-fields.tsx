/** Which risk a form assesses, where it begins, and when it is to be assessed anew; of a plain template only that it assesses none. */
import type { Questionnaire } from '@medplum/fhirtypes';
import {
  type AssessedRisk,
  assessedRisks,
  isAssessedRisk,
  type RiskForm,
  riskFormFaults,
  riskFormOf,
  type RiskScoring,
  withRisk,
} from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { EditorProps } from '../../../unit-templates/template-kind.ts';
import { texts } from './texts.ts';

const beginning: RiskScoring = { direction: 'at-least', risk: 1, again: 7 };

export function RiskFields({ template, onChange }: EditorProps<Questionnaire>) {
  const t = useTexts(texts);
  const form = riskFormOf(template);
  const keep = (next: RiskForm | undefined) => onChange(withRisk(template, next));
  const choices = [
    { value: 'none', text: t.noRisk },
    ...(Object.keys(assessedRisks) as AssessedRisk[]).map((value) => ({ value, text: t.risks[value] })),
  ];
  const faults = riskFormFaults(template);
  return (
    <>
      <Select
        label={t.assessesRisk}
        choices={choices}
        value={form?.kind ?? 'none'}
        onChange={(kind) => keep(isAssessedRisk(kind) ? { kind, scoring: form?.scoring ?? beginning } : undefined)}
      />
      {form ? <Scoring form={form} onChange={keep} /> : null}
      {faults.length > 0 ? <p role="alert">{faults.map((fault) => t.riskFaults[fault]).join(' ')}</p> : null}
    </>
  );
}

function Scoring({ form, onChange }: { form: RiskForm; onChange: (form: RiskForm) => void }) {
  const t = useTexts(texts);
  const { scoring } = form;
  const { high: _high, ...withoutHigh } = scoring;
  const keep = (next: RiskScoring) => onChange({ ...form, scoring: next });
  const number = (text: string) =>
    /^-?\d{1,3}(?:[.,]\d)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : undefined;
  const shown = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','));
  return (
    <>
      <Select
        label={t.direction}
        choices={[
          { value: 'at-least', text: t.directions['at-least'] },
          { value: 'at-most', text: t.directions['at-most'] },
        ]}
        value={scoring.direction}
        onChange={(direction) => keep({ ...scoring, direction })}
      />
      <TextField
        label={t.riskAt}
        defaultValue={shown(scoring.risk)}
        inputMode="decimal"
        onChange={(text) => {
          const risk = number(text);
          if (risk !== undefined) keep({ ...scoring, risk });
        }}
      />
      <TextField
        label={t.highAt}
        defaultValue={shown(scoring.high)}
        inputMode="decimal"
        onChange={(text) => {
          const high = number(text);
          if (high !== undefined) keep({ ...scoring, high });
          else if (text.trim() === '') keep(withoutHigh);
        }}
      />
      <TextField
        label={t.againAfter}
        defaultValue={String(scoring.again)}
        inputMode="numeric"
        onChange={(text) => {
          const again = number(text);
          if (again !== undefined) keep({ ...scoring, again });
        }}
      />
    </>
  );
}

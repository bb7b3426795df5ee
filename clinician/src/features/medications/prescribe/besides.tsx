/** What an order says besides its drug and dose, when somebody wants it to: all of it has a beginning that holds for most. */
import { drugKinds, type DrugKind } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { Form } from './order-form.ts';
import { prescribeTexts } from './texts.ts';

interface BesidesProps {
  form: Form;
  onChange: (fields: Partial<Form>) => void;
  /** Its dose ends by itself. */
  isCourse: boolean;
}

export function Besides({ form, onChange, isCourse }: BesidesProps) {
  const t = useTexts(prescribeTexts);
  return (
    <>
      <TextField label={t.reason} value={form.reason} onChange={(reason) => onChange({ reason })} />
      <ChoiceBar
        label={t.setting}
        value={form.setting}
        choices={[
          ['prescription', t.settings.prescription],
          ['ward', t.settings.ward],
        ]}
        onChoose={(setting) => onChange({ setting })}
      />
      {form.setting === 'prescription' ? <OfPrescription form={form} onChange={onChange} isCourse={isCourse} /> : null}
      <TextField
        label={t.evaluateBy}
        value={form.evaluateBy}
        onChange={(evaluateBy) => onChange({ evaluateBy })}
        placeholder="ÅÅÅÅ-MM-DD"
      />
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={form.twoSign}
          onChange={({ target }) => onChange({ twoSign: target.checked })}
        />
        <span>{t.twoSign}</span>
      </label>
    </>
  );
}

function OfPrescription({ form, onChange, isCourse }: BesidesProps) {
  const t = useTexts(prescribeTexts);
  const unit = form.drug?.dosed?.unit;
  return (
    <div className="prescribe-dispensing">
      <TextField
        label={unit === undefined ? t.amount : t.amountIn(unit)}
        value={form.amount}
        onChange={(amount) => onChange({ amount })}
        inputMode="decimal"
      />
      <TextField label={t.times} value={form.times} onChange={(times) => onChange({ times })} inputMode="numeric" />
      <TextField
        label={t.until}
        value={form.until}
        onChange={(until) => onChange({ until })}
        placeholder={isCourse ? t.courseEnd : t.aYear}
      />
      <Select<DrugKind | 'whole'>
        label={t.kind}
        value={form.kind}
        choices={[{ value: 'whole', text: t.noKind }, ...drugKinds.map((value) => ({ value, text: t.kinds[value] }))]}
        onChange={(kind) => onChange({ kind })}
      />
    </div>
  );
}

/** What can be seen of somebody unknown: sex and about how old. */
import { type KnownSex } from '@vardkedjan/care/people/unknown-person.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useState } from 'react';
import type { Chart } from '../chart/chart.ts';
import { today } from '../chart/today.ts';
import { useSaving } from '../dock/use-saving.ts';
import { saveJudged } from './identity-requests.ts';
import { texts } from './texts.ts';

export function JudgedForm({ patient }: { patient: Chart['patient'] }) {
  const t = useTexts(texts);
  const year = Number(today().slice(0, 4));
  const [sex, setSex] = useState<KnownSex>(patient.gender === 'other' ? 'unknown' : (patient.gender ?? 'unknown'));
  const [age, setAge] = useState(patient.birthDate ? String(year - Number(patient.birthDate.slice(0, 4))) : '');
  const saving = useSaving(patient.id);
  const [isBad, setBad] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const years = age.trim();
    const bad = years !== '' && !(/^\d{1,3}$/.test(years) && Number(years) < 130);
    setBad(bad);
    if (!bad) void saving.save(() => saveJudged(patient, sex, years === '' ? undefined : year - Number(years)));
  };
  return (
    <form className="identity-form" onSubmit={submit} noValidate>
      <h3>{t.judge}</h3>
      <Choices<KnownSex> label={t.sex} texts={t.sexes} value={sex} onChange={setSex} />
      <TextField label={t.age} help={t.ageHelp} value={age} onChange={setAge} {...(isBad ? { error: t.badAge } : {})} />
      <Button type="submit" isDisabled={saving.isSaving}>
        {t.save}
      </Button>
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
    </form>
  );
}

/** A typed dose told back at once: in words made from its structure, and where it has steps, day by day with what it comes to. What is not understood is said, and nothing is told. */
import type { Dosage } from '@medplum/fhirtypes';
import type { TypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { type RegimenStep, regimenOf } from '@vardkedjan/care/clinical/dosing/regimen.ts';
import type { DosedDrug } from '@vardkedjan/care/clinical/dosing/typed-amount.ts';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { dosePlurals } from '@vardkedjan/care/clinical/dose-units.ts';
import { decimal } from '@vardkedjan/care/clinical/reference-range.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { dayAfter } from '@vardkedjan/care/time/day-after.ts';
import { doseTexts, problemText } from './dose-texts.ts';

interface DoseToldProps {
  typed: TypedDose;
  drug: DosedDrug | undefined;
  /** First day, `2026-11-29`. */
  start: string;
}

export function DoseTold({ typed, drug, start }: DoseToldProps) {
  const t = useTexts(doseTexts);
  if ('problem' in typed) {
    return (
      <div className="dose-told dose-not-told" role="status">
        <p>{problemText(typed.problem, t)}</p>
      </div>
    );
  }
  return (
    <>
      <div className="dose-told" role="status">
        <p>{doseText(typed.dosages).text}</p>
      </div>
      <DayByDay dosages={typed.dosages} drug={drug} start={start} />
    </>
  );
}

/** Where a dose has steps, each with its days and what it comes to; nothing where it has none, or differs from day to day. */
export function DayByDay({ dosages, drug, start }: Omit<DoseToldProps, 'typed'> & { dosages: readonly Dosage[] }) {
  const steps = regimenOf(dosages) ?? [];
  return steps.some(({ days }) => days !== undefined) ? <Regimen steps={steps} drug={drug} start={start} /> : null;
}

function Regimen({
  steps,
  drug,
  start,
}: {
  steps: readonly RegimenStep[];
  drug: DosedDrug | undefined;
  start: string;
}) {
  const t = useTexts(doseTexts);
  const highest = Math.max(...steps.map(({ perDay }) => perDay.high));
  const last = steps.at(-1);
  const unit = last?.unit ?? '';
  const days = steps.reduce((sum, step) => sum + (step.days ?? 0), 0);
  const total = steps.reduce((sum, step) => sum + (step.total?.high ?? 0), 0);
  return (
    <>
      <table className="regimen">
        <caption className="visually-hidden">{t.picture}</caption>
        <thead>
          <tr>
            <th scope="col">{t.step}</th>
            <th scope="col">{t.days}</th>
            <th scope="col">{t.perDay(dosePlurals[unit] ?? unit)}</th>
            <th scope="col" className="regimen-bar">
              <span className="visually-hidden">{t.bar}</span>
            </th>
            <th scope="col">{t.total}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.after}>
              <td>{dayAfter(start, step.after)}</td>
              <td>{step.days ?? t.openEnd}</td>
              <td>
                {decimal(step.perDay.high)}
                {inSubstance(step.perDay.high, unit, drug)}
              </td>
              <td className="regimen-bar" aria-hidden="true">
                <span style={{ width: `${(100 * step.perDay.high) / highest}%` }} />
              </td>
              <td>{step.total === undefined ? '' : decimal(step.total.high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="regimen-sum">
        {t.sum(days, amount(total, unit, drug))}{' '}
        {last?.days === undefined ? t.goesOn : t.ends(dayAfter(start, days - 1))}
      </p>
    </>
  );
}

/** `6 tabletter (30 mg)`. */
function amount(value: number, unit: string, drug: DosedDrug | undefined): string {
  return `${decimal(value)} ${value > 1 ? (dosePlurals[unit] ?? unit) : unit}${inSubstance(value, unit, drug)}`;
}

/** ` (30 mg)`; empty where the strength is not known. */
function inSubstance(value: number, unit: string, drug: DosedDrug | undefined): string {
  const strength = drug?.unit === unit ? drug.strength : undefined;
  return strength === undefined ? '' : ` (${decimal(Math.round(value * strength.value * 1e6) / 1e6)} ${strength.unit})`;
}

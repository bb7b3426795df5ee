/** What a scan means on the round: whose wristband it is, or which of the shown patient's doses the package is for, and when it is none, why. Pure. */
import type { MedicationKnowledge, Patient } from '@medplum/fhirtypes';
import { type Match, matchOf } from '@vardkedjan/care/clinical/giving/package-drug.ts';
import { type PackageCode, packageCode } from '@vardkedjan/care/clinical/giving/scanned-code.ts';
import { hasNumber, lettersAndDigits } from '../../find/has-number.ts';
import type { RoundDose } from './round-doses.ts';

export type Scan = { kind: 'band'; digits: string } | { kind: 'package'; code: PackageCode } | { kind: 'neither' };

export function readScan(scanned: string, patients: readonly Patient[]): Scan {
  const code = packageCode(scanned);
  if (code !== undefined) return { kind: 'package', code };
  const digits = lettersAndDigits(scanned);
  const isNumber = /^(\d{10}|\d{12})$/.test(digits);
  return isNumber || patients.some((patient) => hasNumber(patient, digits))
    ? { kind: 'band', digits }
    : { kind: 'neither' };
}

export type Found =
  | { kind: 'dose'; dose: RoundDose }
  | { kind: 'not-now'; dose: RoundDose }
  | { kind: 'other-strength'; dose: RoundDose }
  | { kind: 'not-ordered' };

/** The dose that a package is for: what waits the longest of what may be given now. */
export function doseFor(drug: MedicationKnowledge, doses: readonly RoundDose[]): Found {
  const ordered = doses.filter(({ group }) => group !== 'done');
  const of = (wanted: Match) => ordered.filter(({ order }) => matchOf(drug, order) === wanted);
  const same = of('same');
  const [now] = same.filter(({ group }) => group === 'now' || group === 'as-needed' || group === 'infusion');
  if (now !== undefined) return { kind: 'dose', dose: now };
  const [later] = same;
  if (later !== undefined) return { kind: 'not-now', dose: later };
  const [other] = of('other-strength');
  return other === undefined ? { kind: 'not-ordered' } : { kind: 'other-strength', dose: other };
}

/** What a scan means at the patient's side: whose wristband it is, or which tube; what does not fit is told and ticks nothing. Pure. */
import { scannedNumber } from '@vardkedjan/care/coordination/orders/sampling/tubes.ts';
import { hasNumber, lettersAndDigits } from '../../find/has-number.ts';
import type { SamplingPatient, TubeRow } from './tube-rows.ts';

export type Scan =
  | { kind: 'band'; patient: SamplingPatient }
  | { kind: 'tube'; tube: TubeRow }
  | { kind: 'taken'; tube: TubeRow }
  | { kind: 'wrong-patient'; owner: SamplingPatient }
  | { kind: 'band-first' | 'band-not-here' | 'not-on-list' | 'not-a-label' };

/** `banded`: whose wristband was scanned last. */
export function readScan(
  scanned: string,
  patients: readonly SamplingPatient[],
  banded: SamplingPatient | undefined,
): Scan {
  const number = scannedNumber(scanned);
  if (number === undefined) {
    const digits = lettersAndDigits(scanned);
    const patient = patients.find((each) => hasNumber(each.patient, digits));
    if (patient) return { kind: 'band', patient };
    return { kind: /^(\d{10}|\d{12})$/.test(digits) ? 'band-not-here' : 'not-a-label' };
  }
  const owner = patients.find(({ tubes }) => tubes.some((tube) => tube.number === number));
  const tube = owner?.tubes.find((each) => each.number === number);
  if (owner === undefined || tube === undefined) return { kind: 'not-on-list' };
  if (banded === undefined) return { kind: 'band-first' };
  if (owner.id !== banded.id) return { kind: 'wrong-patient', owner };
  return { kind: tube.isTaken ? 'taken' : 'tube', tube };
}

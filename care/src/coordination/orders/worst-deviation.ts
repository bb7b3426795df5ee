/** How far an answer as a whole is from what is expected: as far as its furthest value. Values without a mark are not told to be normal. */
import type { DiagnosticReport, Observation } from '@medplum/fhirtypes';
import { type Level, levelOf } from '../../clinical/reference-range.ts';
import type { Deviation } from './answer-to-see.ts';

/** `values`: those that the report refers to, as far as they are known. */
export function worstDeviation(report: DiagnosticReport, values: readonly Observation[]): Deviation {
  const levels = values.flatMap((value) => [value, ...(value.component ?? [])].filter(hasValue).map(levelOf));
  if (levels.some((level) => level === 'critical-low' || level === 'critical-high')) return 'critical';
  if (levels.some((level) => level !== undefined && level !== 'normal')) return 'abnormal';
  const isWhole = values.length === (report.result ?? []).length && levels.length > 0;
  return isWhole && levels.every((level): level is Level => level !== undefined) ? 'normal' : 'unmarked';
}

const hasValue = (measured: Observation | NonNullable<Observation['component']>[number]): boolean =>
  Object.keys(measured).some((key) => key.startsWith('value') || key === 'interpretation');

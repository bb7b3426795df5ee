/** How far an answer as a whole is from what is expected: as far as its furthest value. Values without a mark are not told to be normal. */
import type { CodeableConcept, DiagnosticReport, Observation } from '@medplum/fhirtypes';
import { type Level, levelOf } from '../../clinical/reference-range.ts';
import type { Deviation } from './answer-to-see.ts';

const interpretations = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const isCode = (code: string) => (coding: { system?: string; code?: string }) =>
  coding.system === interpretations && coding.code === code;

/** How whoever answers says that an answer in words is critical: the conclusion's code. */
export const criticalConclusion: CodeableConcept = {
  coding: [{ system: interpretations, code: 'AA', display: 'Critical abnormal' }],
  text: 'Kritiskt svar',
};

export const isSaidCritical = (concepts: readonly CodeableConcept[] | undefined): boolean =>
  (concepts ?? []).some(({ coding }) => (coding ?? []).some(isCode('AA')));

/** `values`: those that the report refers to, as far as they are known. */
export function worstDeviation(report: DiagnosticReport, values: readonly Observation[]): Deviation {
  const measured = values.flatMap((value) => [value, ...(value.component ?? [])]).filter(hasValue);
  const levels = measured.map(levelOf);
  const isSaid = isSaidCritical(report.conclusionCode) || measured.some((one) => isSaidCritical(one.interpretation));
  if (isSaid) return 'critical';
  if (levels.some((level) => level === 'critical-low' || level === 'critical-high')) return 'critical';
  if (levels.some((level) => level !== undefined && level !== 'normal')) return 'abnormal';
  const isWhole = values.length === (report.result ?? []).length && levels.length > 0;
  return isWhole && levels.every((level): level is Level => level !== undefined) ? 'normal' : 'unmarked';
}

const hasValue = (measured: Observation | NonNullable<Observation['component']>[number]): boolean =>
  Object.keys(measured).some((key) => key.startsWith('value') || key === 'interpretation');

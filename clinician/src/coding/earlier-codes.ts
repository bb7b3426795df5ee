/** The codes that the patient has had before, the latest first, each once; what was entered in error is none. */
import type { Condition, Procedure } from '@medplum/fhirtypes';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import type { Code } from './ranked-codes.ts';

export function earlierCodes(had: readonly (Condition | Procedure)[], system: string): Code[] {
  const found = new Map<string, Code>();
  for (const { code } of had.filter(isRight).toSorted((a, b) => whenOf(b) - whenOf(a))) {
    const coding = code?.coding?.find((each) => each.system === system);
    if (coding?.code && !found.has(coding.code))
      found.set(coding.code, { code: coding.code, display: coding.display ?? code?.text ?? coding.code });
  }
  return [...found.values()];
}

const isRight = (had: Condition | Procedure): boolean =>
  had.resourceType === 'Condition'
    ? !had.verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error' || code === 'refuted')
    : had.status !== 'entered-in-error' && had.status !== 'not-done';

const whenOf = (had: Condition | Procedure): number =>
  timeOf(had.resourceType === 'Condition' ? had.recordedDate : had.performedDateTime) || 0;

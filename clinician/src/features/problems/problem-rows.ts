/**
 * Diagnoses as rows: the current ones first, the newest first among them; the same diagnosis recorded at many visits is one row.
 * http://hl7.org/fhir/R4/condition.html; codes of ICD-10-SE (https://www.icd10.se/).
 */
import type { Condition } from '@medplum/fhirtypes';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { hasCategory } from '../../chart/chart.ts';
import { codeOfConcept, firstCode, textOfConcept } from '../../chart/concept.ts';

export const icdSystems = [
  'https://www.icd10.se/',
  'urn:oid:1.2.752.116.1.1.1.1.3',
  'http://hl7.org/fhir/sid/icd-10',
  'http://hl7.org/fhir/sid/icd-10-se',
] as const;

export interface ProblemRow {
  id: string;
  text: string;
  code: string;
  since: string | undefined;
  until: string | undefined;
  isActive: boolean;
  /** Set at a contact, and not said to last. */
  isAtContact: boolean;
  isUncertain: boolean;
  recorder: string;
  /** How many times it has been recorded. */
  times: number;
}

const activeStatuses = new Set(['active', 'recurrence', 'relapse']);
const uncertain = new Set(['unconfirmed', 'provisional', 'differential']);
const leftOut = new Set(['entered-in-error', 'refuted']);

export function problemRows(conditions: readonly Condition[]): ProblemRow[] {
  const rows = new Map<string, ProblemRow>();
  for (const condition of conditions) {
    const verification = firstCode(condition.verificationStatus) ?? '';
    if (leftOut.has(verification)) continue;
    const row = rowOf(condition, verification);
    const key = keyOf(row);
    const same = rows.get(key);
    rows.set(key, same ? merged(same, row) : row);
  }
  for (const [key, row] of rows) {
    const lasting = row.isAtContact ? rows.get(keyOf({ ...row, isActive: true, isAtContact: false })) : undefined;
    if (!lasting) continue;
    rows.set(keyOf(lasting), merged(lasting, row));
    rows.delete(key);
  }
  return [...rows.values()].toSorted(
    (a, b) => Number(b.isActive) - Number(a.isActive) || (timeOf(b.since) || 0) - (timeOf(a.since) || 0),
  );
}

const keyOf = (row: ProblemRow) => `${row.code || row.text}|${row.isActive}|${row.isAtContact}|${row.isUncertain}`;

function rowOf(condition: Condition, verification: string): ProblemRow {
  const clinical = firstCode(condition.clinicalStatus);
  const isAtContact = clinical === undefined && hasCategory(condition, 'encounter-diagnosis');
  return {
    id: condition.id ?? '',
    text: textOfConcept(condition.code),
    code: codeOfConcept(condition.code, ...icdSystems) ?? '',
    since: condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate,
    until: condition.abatementDateTime ?? condition.abatementPeriod?.end,
    isActive:
      !isAtContact &&
      (clinical === undefined ? condition.abatementDateTime === undefined : activeStatuses.has(clinical)),
    isAtContact,
    isUncertain: uncertain.has(verification),
    recorder: condition.asserter?.display ?? condition.recorder?.display ?? '',
    times: 1,
  };
}

/** The earliest beginning and the latest end of the same diagnosis. */
function merged(a: ProblemRow, b: ProblemRow): ProblemRow {
  const first = (timeOf(a.since) || Number.POSITIVE_INFINITY) <= (timeOf(b.since) || Number.POSITIVE_INFINITY) ? a : b;
  const last = (timeOf(a.until) || 0) >= (timeOf(b.until) || 0) ? a : b;
  return { ...first, until: last.until, times: a.times + b.times };
}

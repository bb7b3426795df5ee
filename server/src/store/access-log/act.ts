/** One act of the access log. What a log must show: HSLF-FS 2016:40, 4 kap. 9 §. */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { findingOfGround, isGround } from '@vardkedjan/care/access/held-by-filter.ts';
import type { LogRow } from './log-row.ts';

/**
 * Whose record, and how many resources of it were shown or written; key 0: the act concerned no patient. Last, where not all that
 * was shown to staff was kept by their own care provider, by whom it was: keys of care providers, or of units behind a wall; and the grounds
 * by which something was open that otherwise is not.
 */
export type ActPatient = readonly [
  key: number,
  id: string,
  resources: number,
  keepers?: readonly number[],
  ...grounds: string[],
];

/** What is '' or 0 in a LogRow is left out. */
export interface Act {
  chain: number;
  seq: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  act: string;
  permitted: boolean;
  callerKind: string;
  caller: string;
  callerName: string;
  assignment?: string | undefined;
  assignmentTitle?: string | undefined;
  careUnit?: number | undefined;
  careUnitName?: string | undefined;
  careProvider?: number | undefined;
  careProviderName?: string | undefined;
  purpose: string;
  reason?: string | undefined;
  /** Of whom of the staff it tells, by HSA-id, where it concerned no patient. */
  about?: string | undefined;
  what: string;
  request: string;
  findings?: readonly Finding[] | undefined;
  patients: readonly ActPatient[];
}

/** The act that a line tells of; undefined when it is no act any more: it may have been changed to anything. */
export function actOf(told: string): Act | undefined {
  try {
    const act = JSON.parse(told) as Partial<Act> | null;
    const isWhole =
      Number.isSafeInteger(act?.careProvider ?? 0) && Array.isArray(act?.patients) && act.patients.every(isPatient);
    return isWhole ? (act as Act) : undefined;
  } catch {
    return undefined;
  }
}

function isPatient(said: unknown): boolean {
  if (!Array.isArray(said)) return false;
  const [key, , , keepers = []] = said as unknown[];
  return Number.isSafeInteger(key) && Array.isArray(keepers) && keepers.every(Number.isSafeInteger);
}

/** What the sheet's columns say of an act, and its line. */
export type ActColumns = Pick<Act, 'chain' | 'seq' | 'at' | 'caller'> & { told: string };

/** An act whose line cannot be read is shown by its columns: the check of the chain names it, and a reader sees that there was one. */
export function actOrUnreadable({ told, ...columns }: ActColumns): Act {
  const shown = { callerKind: 'unknown', callerName: columns.caller, purpose: '', what: '', request: '' };
  return actOf(told) ?? { ...columns, ...shown, act: 'unreadable', permitted: true, patients: [[0, '', 0]] };
}

/** What kept it open to the one who read, where that was something else than the own care provider's care. */
function foundIn(grounds: readonly string[], purpose: string): Finding[] {
  return grounds.filter(isGround).map((ground) => findingOfGround(ground, purpose));
}

/** The act as one patient is told of it. */
export function rowOf(act: Act, patientKey: number): LogRow {
  const { patients, findings = [], about: _, ...said } = act;
  const [, patient = '', resources = 0, keepers = [], ...grounds] = patients.find(([key]) => key === patientKey) ?? [];
  return {
    assignment: '',
    assignmentTitle: '',
    careUnit: 0,
    careUnitName: '',
    careProvider: 0,
    careProviderName: '',
    reason: '',
    ...said,
    patientKey,
    patient,
    resources,
    ...(keepers.length > 0 && { keepers }),
    findings: JSON.stringify([...findings, ...foundIn(grounds, said.purpose)]),
  };
}

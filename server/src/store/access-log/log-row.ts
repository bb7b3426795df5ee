/**
 * What one patient is told of one act; and how such rows stand in `access_log`, where each was written by itself before acts
 * were rows (act.ts): SHA-256 over the previous row's hash and the row's own columns in one canonical text.
 */
import { hash } from 'node:crypto';

export interface LogRow {
  patientKey: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  chain: number;
  seq: number;
  act: string;
  permitted: boolean;
  /** FHIR id of the patient; empty when the act concerned none. */
  patient: string;
  callerKind: string;
  caller: string;
  callerName: string;
  assignment: string;
  assignmentTitle: string;
  careUnit: number;
  careUnitName: string;
  careProvider: number;
  careProviderName: string;
  purpose: string;
  reason: string;
  what: string;
  resources: number;
  /** Where not all of them were kept by the user's own care provider, by whom: keys of care providers, or of units behind a wall. */
  keepers?: readonly number[];
  /** JSON. */
  findings: string;
  request: string;
}

/** Columns of access_log in the order that was hashed. */
export const logColumns: readonly (readonly [
  property: Exclude<keyof LogRow, 'keepers'>,
  column: string,
  type: string,
])[] = [
  ['patientKey', 'patient_key', 'bigint'],
  ['at', 'at', 'timestamptz'],
  ['chain', 'chain', 'bigint'],
  ['seq', 'seq', 'bigint'],
  ['act', 'act', 'text'],
  ['permitted', 'permitted', 'boolean'],
  ['patient', 'patient', 'text'],
  ['callerKind', 'caller_kind', 'text'],
  ['caller', 'caller', 'text'],
  ['callerName', 'caller_name', 'text'],
  ['assignment', 'assignment', 'text'],
  ['assignmentTitle', 'assignment_title', 'text'],
  ['careUnit', 'care_unit', 'bigint'],
  ['careUnitName', 'care_unit_name', 'text'],
  ['careProvider', 'care_provider', 'bigint'],
  ['careProviderName', 'care_provider_name', 'text'],
  ['purpose', 'purpose', 'text'],
  ['reason', 'reason', 'text'],
  ['what', 'what', 'text'],
  ['resources', 'resources', 'integer'],
  ['findings', 'findings', 'text'],
  ['request', 'request', 'text'],
];

export function hashOfRow(previous: Buffer, row: LogRow): Buffer {
  const text = JSON.stringify(logColumns.map(([property]) => row[property]));
  return hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'buffer');
}

export const selectedColumns = logColumns.map(([property, column]) => `l.${column} as "${property}"`).join(', ');

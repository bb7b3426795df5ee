/** Columns of Stored, of `resource` or of `resource_history`. */
import { typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Stored } from '../record.ts';

export interface StoredRow extends Omit<Stored, 'type'> {
  type: number;
}

export function storedColumns(row: string): string {
  return `${row}.type, ${row}.id, ${row}.key, ${row}.patient_key as "patientKey", ${row}.care_provider as "careProvider", ${row}.version, ${row}.updated, ${row}.deleted, ${row}.body`;
}

export function storedFrom(row: StoredRow): Stored {
  return { ...row, type: typeName(row.type) };
}

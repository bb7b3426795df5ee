/** A stored resource as statements of a search answer it. */
import { typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Stored } from '../../record.ts';

export interface StoredRow {
  key: number;
  patient_key: number;
  care_provider: number;
  type: number;
  id: string;
  version: number;
  updated: string;
  body: string;
}

export function storedOf(row: StoredRow): Stored {
  const { key, id, version, updated, body } = row;
  const type = typeName(row.type);
  return {
    type,
    id,
    key,
    patientKey: row.patient_key,
    careProvider: row.care_provider,
    version,
    updated,
    deleted: false,
    body,
  };
}

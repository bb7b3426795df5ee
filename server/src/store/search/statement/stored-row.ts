/** A stored resource as statements of a search answer it. */
import { typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Stored } from '../../record.ts';

export interface StoredRow {
  key: number;
  patient_key: number;
  type: number;
  id: string;
  version: number;
  updated: string;
  body: string;
}

export function storedOf({ key, patient_key, type, id, version, updated, body }: StoredRow): Stored {
  return { type: typeName(type), id, key, patientKey: patient_key, version, updated, deleted: false, body };
}

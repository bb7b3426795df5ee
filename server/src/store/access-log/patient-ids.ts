/**
 * FHIR ids of patients by key, for log rows of answers that know their patients by key only. A patient's id never changes, so
 * what was looked up once is remembered.
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable } from '../queryable.ts';

const remembered = 50_000;

export class PatientIds {
  readonly #database: Queryable;
  readonly #known = new Map<number, string>();

  constructor(database: Queryable) {
    this.#database = database;
  }

  knows(patientKey: number): boolean {
    return this.#known.has(patientKey);
  }

  get(patientKey: number): string {
    return this.#known.get(patientKey) ?? '';
  }

  async learn(patientKeys: readonly number[]): Promise<void> {
    if (this.#known.size > remembered) {
      this.#known.clear();
    }
    const rows = await this.#database.rows<{ patientKey: number; id: string }>(
      {
        name: 'patient-ids',
        text: `select patient_key as "patientKey", id from resource
          where patient_key = any($1::bigint[]) and type = ${typeCode('Patient')}`,
      },
      [numbers(patientKeys)],
    );
    for (const { patientKey, id } of rows) {
      this.#known.set(patientKey, id);
    }
  }
}

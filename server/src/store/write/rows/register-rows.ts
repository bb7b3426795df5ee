/** What patients say of quality registers as rows (0034-quality-registers.sql), made from the Consent that says it and written in the same statement. */
import { registerChoicesOf } from '@vardkedjan/care/access/quality-registers.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import type { Part } from '../../search/index/write-index.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Row } from './row.ts';

export interface RegisterRow {
  /** 0: all registers. */
  register: number;
  choice: string;
}

/** Fails when it is not known which register is opposed: an opposition that is stored holds. */
export function registerRows(resource: Resource, { targets }: Known): RegisterRow[] {
  return registerChoicesOf(resource).flatMap(({ register, choice }) => {
    const key = register === undefined ? 0 : keyOf(register, targets);
    if (key === undefined && choice === 'opposes')
      throw new Failure('invalid', 'The Consent opposes a quality register that is not known here.', { status: 422 });
    return key === undefined ? [] : [{ register: key, choice }];
  });
}

export function registerParts(rows: readonly Row[], { fixed, text }: Columns): Part[] {
  const consents = rows.filter(({ type }) => type === 'Consent');
  const replaced = consents.filter(({ replaces }) => replaces !== 0);
  const said = consents.flatMap(({ patientKey, key, registers }) =>
    registers.map((one) => ({ ...one, patientKey, source: key })),
  );
  const parts: Part[] = [];
  if (replaced.length > 0)
    parts.push({
      name: 'unchosen',
      sql: `delete from quality_register_choice c using unnest(${fixed(replaced, 'int8', ({ patientKey }) => patientKey)}, ${fixed(replaced, 'int8', ({ key }) => key)})
        as o (patient_key, source) where c.patient_key = o.patient_key and c.source = o.source returning 1`,
    });
  if (said.length > 0)
    parts.push({
      name: 'chosen',
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into quality_register_choice (patient_key, source, register, choice) select distinct n.* from unnest(${[
        fixed(said, 'int8', ({ patientKey }) => patientKey),
        fixed(said, 'int8', ({ source }) => source),
        fixed(said, 'int8', ({ register }) => register),
        text(said, ({ choice }) => choice),
      ].join(', ')}) as n ${replaced.length > 0 ? 'where (select count(*) from unchosen) >= 0' : ''}`,
    });
  return parts;
}
